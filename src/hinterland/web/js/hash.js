// SHA-256 of arrays with their names, types and extents, as `hinterland.engine.fingerprint` takes it.

const K = new Int32Array(64);
const START = new Uint32Array(8);
{
  let n = 0;
  for (let p = 2; n < 64; p += 1) {
    let prime = true;
    for (let d = 2; d * d <= p; d += 1) if (p % d === 0) prime = false;
    if (!prime) continue;
    K[n] = root(p, 3);
    if (n < 8) START[n] = root(p, 2);
    n += 1;
  }
  /** The first 32 bits of the fraction of a root of a small prime, in whole numbers. */
  function root(p, power) {
    const wanted = BigInt(p) << BigInt(32 * power);
    let low = 0n;
    let high = 1n << 40n;
    while (high - low > 1n) {
      const middle = (low + high) >> 1n;
      if (middle ** BigInt(power) <= wanted) low = middle;
      else high = middle;
    }
    return Number(low & 0xffffffffn);
  }
}

export class Sha256 {
  constructor() {
    this.state = START.slice();
    this.block = new Uint8Array(64);
    this.filled = 0;
    this.total = 0;
    this.words = new Int32Array(64);
  }

  update(bytes) {
    this.total += bytes.length;
    let at = 0;
    if (this.filled) {
      const part = Math.min(64 - this.filled, bytes.length);
      this.block.set(bytes.subarray(0, part), this.filled);
      this.filled += part;
      at = part;
      if (this.filled === 64) {
        this._compress(this.block, 0);
        this.filled = 0;
      }
    }
    for (; at + 64 <= bytes.length; at += 64) this._compress(bytes, at);
    if (at < bytes.length) {
      this.block.set(bytes.subarray(at));
      this.filled = bytes.length - at;
    }
    return this;
  }

  hex() {
    const bits = this.total * 8;
    const end = new Uint8Array(((this.filled + 9 + 63) & ~63) - this.filled);
    end[0] = 0x80;
    const view = new DataView(end.buffer);
    view.setUint32(end.length - 8, Math.floor(bits / 4294967296));
    view.setUint32(end.length - 4, bits >>> 0);
    this.update(end);
    return [...this.state].map((word) => word.toString(16).padStart(8, "0")).join("");
  }

  _compress(bytes, at) {
    const w = this.words;
    for (let i = 0; i < 16; i += 1) {
      const k = at + 4 * i;
      w[i] = (bytes[k] << 24) | (bytes[k + 1] << 16) | (bytes[k + 2] << 8) | bytes[k + 3];
    }
    for (let i = 16; i < 64; i += 1) {
      const x = w[i - 15];
      const y = w[i - 2];
      const s = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const t = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      w[i] = (w[i - 16] + s + w[i - 7] + t) | 0;
    }
    const s0 = this.state;
    let a = s0[0] | 0;
    let b = s0[1] | 0;
    let c = s0[2] | 0;
    let d = s0[3] | 0;
    let e = s0[4] | 0;
    let f = s0[5] | 0;
    let g = s0[6] | 0;
    let h = s0[7] | 0;
    for (let i = 0; i < 64; i += 1) {
      const s = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const one = (h + s + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
      const t = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const two = (t + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }
    s0[0] += a;
    s0[1] += b;
    s0[2] += c;
    s0[3] += d;
    s0[4] += e;
    s0[5] += f;
    s0[6] += g;
    s0[7] += h;
  }
}

const KINDS = { Float64Array: "f8", Float32Array: "f4", BigInt64Array: "i8", Int32Array: "i4", Int16Array: "i2",
  Int8Array: "i1", BigUint64Array: "u8", Uint32Array: "u4", Uint16Array: "u2", Uint8Array: "u1" };

/** Return the hash of arrays, each given as its name, its values (or a list of pieces of them) and its extents. */
export function hashOf(arrays) {
  const hashed = new Sha256();
  const encoder = new TextEncoder();
  for (const [name, values, extents] of arrays) {
    const shape = extents.length === 1 ? `(${extents[0]},)` : `(${extents.join(", ")})`;
    const pieces = Array.isArray(values) ? values : [values];
    hashed.update(encoder.encode(`${name} ${KINDS[pieces[0].constructor.name]} ${shape}\n`));
    for (const one of pieces) hashed.update(plain(one));
  }
  return hashed.hex();
}

/** Return the bytes of an array, in which all that are not a number are one and the same. */
function plain(values) {
  let held = values;
  if (values instanceof Float64Array || values instanceof Float32Array) {
    for (let n = 0; n < values.length; n += 1) {
      if (values[n] !== values[n]) {
        if (held === values) held = values.slice();
        const bits = values instanceof Float64Array ? 0x7ff8 : 0x7fc0;
        const size = values.BYTES_PER_ELEMENT;
        const bytes = new Uint8Array(held.buffer, n * size, size).fill(0);
        bytes[size - 1] = bits >> 8;
        bytes[size - 2] = bits & 0xff;
      }
    }
  }
  return new Uint8Array(held.buffer, held.byteOffset, held.byteLength);
}
