// Plays one war in the memory of a WebAssembly module. Needs no page: a worker, Node or a test can use it.

import { dateOf } from "./days.js";
import { opened } from "./files.js";
import { hashOf } from "./hash.js";

const WEEK = 7;
const WORD = 8;
const PAGE = 65_536;
const BLOCK = 4096;
const TYPES = { f8: Float64Array, f4: Float32Array, i8: BigInt64Array, i4: Int32Array, i2: Int16Array, i1: Int8Array,
  u8: BigUint64Array, u4: Uint32Array, u2: Uint16Array, u1: Uint8Array };
const COLUMNS = ["kind", "cell", "who", "other", "true", "second", "claimed", "found"];
const U64 = (x) => BigInt.asUintN(64, x);

function mix(x) {
  x = U64(x + 0x9e3779b97f4a7c15n);
  x = U64((x ^ (x >> 30n)) * 0xbf58476d1ce4e5b9n);
  x = U64((x ^ (x >> 27n)) * 0x94d049bb133111ebn);
  return x ^ (x >> 31n);
}

export class Engine {
  /** Make an engine from a module and a packed image. */
  static async load(module, image) {
    const compiled = module instanceof WebAssembly.Module ? module : await WebAssembly.compile(module);
    const { header, content } = await opened(image);
    const instance = await WebAssembly.instantiate(compiled, {});
    return new Engine(instance.exports, header, content);
  }

  constructor(exports, header, content) {
    this.exports = exports;
    this.header = header;
    this.parameters = header.parameters;
    this.scenario = header.scenario;
    this.number = this.playing = 1;
    this.changes = new Map();
    this.patches = [];
    this._grow(header.end);
    this._bytes().set(content, header.first);
    this._whole = header.end;
    this._keepMorning();
  }

  get memory() {
    return this.exports.memory;
  }

  /** Return the first and the last day that are recorded. */
  get days() {
    return this.header.days;
  }

  _bytes() {
    return new Uint8Array(this.memory.buffer);
  }

  _grow(end) {
    const lacking = Math.ceil((end - this.memory.buffer.byteLength) / PAGE);
    if (lacking > 0) this.memory.grow(lacking);
  }

  /** Keep what a war changes as it stands on the first morning: most of it is zero, and only other blocks are kept. */
  _keepMorning() {
    const { first, changed } = this.header;
    this._morning = new Map();
    for (let at = first; at < changed; at += BLOCK) {
      const block = new Uint8Array(this.memory.buffer, at, Math.min(BLOCK, changed - at));
      if (block.some((byte) => byte !== 0)) this._morning.set((at - first) / BLOCK, block.slice());
    }
  }

  /** Take up another scenario: what its memory holds otherwise, and what lies behind that of the first. */
  differ({ header, content }) {
    this.undo();
    this._restore();
    const { added, runs, end } = header;
    this._grow(end);
    const bytes = this._bytes();
    let at = 0;
    const before = [];
    for (const [start, length] of runs) {
      before.push([start, bytes.slice(start, start + length)]);
      bytes.set(content.subarray(at, at + length), start);
      at += length;
    }
    bytes.set(content.subarray(at, at + added), this._whole);
    this._undo = { before, end: this.header.end, scenario: this.scenario, parameters: this.later };
    this.header.end = end;
    this.scenario = header.scenario;
    this.later = header.later ?? null;
    this._keepMorning();
  }

  /** Go back to the scenario of the image. */
  undo() {
    if (!this._undo) return;
    this._restore();
    const bytes = this._bytes();
    for (const [start, held] of this._undo.before) bytes.set(held, start);
    this.header.end = this._undo.end;
    this.scenario = this._undo.scenario;
    this.later = null;
    this._undo = null;
    this._keepMorning();
  }

  /** Choose the seed: a whole number from 0 on. */
  seed(number) {
    if (!Number.isSafeInteger(number) || number < 0) throw new RangeError(`seed ${number} is no whole number from 0 on`);
    this.number = number;
  }

  _known(name) {
    const known = this.parameters[name];
    if (!known) throw new RangeError(`no parameter of a subsystem is called ${name}`);
    return known;
  }

  /** Set a parameter by name; it holds for every war that begins after this. */
  set(name, value) {
    const [, low, high, , unit] = this._known(name);
    if (!(value >= low && value <= high)) throw new RangeError(`${name} = ${value} lies outside ${low} to ${high} ${unit}`);
    this.changes.set(name, value);
  }

  /** Return the value that a parameter has in the next war. */
  get(name) {
    if (this.changes.has(name)) return this.changes.get(name);
    const at = this._known(name)[0] - this.header.first;
    const block = this._morning.get(Math.floor(at / BLOCK));
    return block ? new DataView(block.buffer).getFloat64(at % BLOCK, true) : 0;
  }

  /** Take back all parameters that were set. */
  usual() {
    this.changes.clear();
  }

  _restore() {
    const { first, changed } = this.header;
    const bytes = this._bytes().fill(0, first, changed);
    for (const [n, block] of this._morning) bytes.set(block, first + n * BLOCK);
  }

  _write(changes) {
    const view = new DataView(this.memory.buffer);
    for (const [name, value] of changes) view.setFloat64(this.parameters[name][0], value, true);
  }

  /** Begin a war on the morning of 22 June 1941. */
  begin() {
    const { header } = this;
    this.playing = this.number; // a seed that is chosen later is that of the next war
    const [rows, columns] = header.room.shape;
    const chunk = Math.max(header.room.chunk, header.series.length * header.atoms);
    this.starts = header.end;
    this.atoms = this.starts + rows * columns * WORD;
    this.figures = this.atoms + 2 * chunk;
    this._grow(this.figures + 4 * chunk);
    this._restore();
    this._bytes().fill(0, this.starts, this.atoms);
    this._write(this.changes);
    const table = new DataView(this.memory.buffer, header.tables.room);
    const long = (n, value) => table.setBigInt64(n * WORD, BigInt(value), true);
    long(header.room.atoms, this.atoms);
    long(header.room.atoms + 1, chunk);
    long(header.room.figures, this.figures);
    long(header.room.figures + 1, chunk);
    long(header.room.starts, this.starts);
    long(header.room.starts + 1, rows);
    long(header.room.starts + 2, columns);
    this.chunk = chunk;
    this.pieces = [];
    this.kept = 0;
    this.used = 0;
    this.day = 0;
    this.events = [];
    this.mapDays = [];
    this.maps = Object.fromEntries(Object.keys(header.maps).map((name) => [name, []]));
    this.lineClosed = [];
    this._closed = new Float64Array(header.arrays[header.closed][2][0]);
    this._closedDays = 0;
    this._check(this.exports.settle(header.slots), ["population.settle"]);
  }

  _check(status, names) {
    if (status < 0) throw new Error(`${names[-status - 1]} failed on day ${this.day}`);
    return status;
  }

  /** Play the next day; return its number. */
  step() {
    const { header, day } = this;
    const { rows, tables } = header;
    if (day >= rows.days) throw new RangeError("the war is over");
    const bytes = this._bytes();
    const [counts, length] = header.counts;
    bytes.fill(0, counts, counts + length);
    this.array("journal.used")[0] = 0;
    const width = rows.words * WORD;
    bytes.copyWithin(tables.forcing, rows.at + day * width, rows.at + (day + 1) * width);
    if (this.later && day === this.later.since) this._write(Object.entries(this.later.parameters).filter(([n]) => !this.changes.has(n)));
    const phase = day % WEEK;
    const month = dateOf(day).getUTCMonth() + 1;
    const key = mix(U64(BigInt(day)) ^ mix(BigInt(this.playing)));
    new BigInt64Array(this.memory.buffer, tables.today, 5).set([this.playing, day, phase, month, key].map(BigInt));
    this._check(this.exports.day(header.slots, phase), header.kernels);
    if (day >= header.days[0] && day <= header.days[1]) this._record(day - header.days[0]);
    this.day += 1;
    return day;
  }

  _record(k) {
    const { header } = this;
    const width = header.room.shape[1];
    if (this.used + header.series.length * header.atoms > this.chunk) this._setAside();
    this.used = this._check(this.exports.record(header.slots, k, this.used), ["record"]);
    const row = new BigInt64Array(this.memory.buffer, this.starts + k * width * WORD, width);
    if (this.kept) for (let n = 0; n < width; n += 1) row[n] += BigInt(this.kept);
    const used = Math.min(this.array("journal.used")[0], header.arrays["journal.kind"][2][0]);
    if (used) {
      const made = { day: k + header.days[0] };
      for (const name of COLUMNS) made[name] = this.array(`journal.${name}`).slice(0, used);
      this.events.push(made);
    }
    this._drawMaps(k);
  }

  /** Keep the maps on the first of a month, the first and the last day, and since the last how lines fared. */
  _drawMaps(k) {
    const { header, day } = this;
    const closed = this.array(header.closed);
    for (let n = 0; n < closed.length; n += 1) this._closed[n] += closed[n];
    this._closedDays += 1;
    const first = dateOf(day).getUTCDate() === 1;
    if (!first && k !== 0 && day !== header.days[1]) return;
    this.mapDays.push(day);
    for (const [name, array] of Object.entries(header.maps)) this.maps[name].push(Float32Array.from(this.array(array)));
    this.lineClosed.push(Float32Array.from(this._closed, (hours) => hours / (24 * this._closedDays)));
    this._closed.fill(0);
    this._closedDays = 0;
  }

  /** Copy what the module holds of the record into a piece of its own; a piece holds whole days. */
  _setAside() {
    const { buffer } = this.memory;
    const atoms = new Uint16Array(buffer, this.atoms, this.used).slice();
    const figures = new Float32Array(buffer, this.figures, this.used).slice();
    this.pieces.push({ first: this.kept, atoms, figures });
    this.kept += this.used;
    this.used = 0;
  }

  /** Return a state array by its full name, as it stands; it moves when a war begins. */
  array(name) {
    const known = this.header.arrays[name];
    if (!known) throw new RangeError(`no array of the world is called ${name}`);
    const [at, type, extents] = known;
    return new TYPES[type](this.memory.buffer, at, extents.reduce((a, b) => a * b, 1));
  }

  /** Return the record: where each series of each day begins, and atoms and figures in pieces of whole days. */
  record() {
    if (this.used || !this.pieces.length) this._setAside();
    const [, columns] = this.header.room.shape;
    const days = Math.max(0, Math.min(this.day, this.header.days[1] + 1) - this.header.days[0]);
    return { starts: new BigInt64Array(this.memory.buffer, this.starts, (days + 1) * columns), pieces: this.pieces, days, columns };
  }

  /** Return how many bytes a war takes up: the memory of the module, its morning, the record and the maps. */
  get bytes() {
    const record = (this.pieces ?? []).flatMap(({ atoms, figures }) => [atoms, figures]);
    const held = [...this._morning.values(), ...record, ...Object.values(this.maps ?? {}).flat()];
    return held.reduce((sum, one) => sum + one.byteLength, this.memory.buffer.byteLength);
  }

  /** Return the hashes of the world and of the record, as `hinterland.engine.fingerprint` takes them. */
  hashes() {
    const { header } = this;
    const world = Object.entries(header.arrays).slice(0, header.states).map(([name, [, , extents]]) => [name, this.array(name), extents]);
    return { world: hashOf(world), record: hashOf(this._recorded()) };
  }

  *_recorded() {
    const { pieces, columns } = this.record();
    const rows = this.header.days[1] - this.header.days[0] + 2;
    yield ["starts", new BigInt64Array(this.memory.buffer, this.starts, rows * columns), [rows, columns]];
    for (const name of ["atoms", "figures"]) yield [name, pieces.map((piece) => piece[name]), [this.kept]];
    yield ["map days", BigInt64Array.from(this.mapDays, BigInt), [this.mapDays.length]];
    for (const [name, maps] of Object.entries(this.maps)) {
      for (const values of maps) yield [name, values, [values.length]];
    }
    for (const values of this.lineClosed) yield ["closed", values, [values.length]];
    for (const made of this.events) {
      for (const column of COLUMNS) yield [`${made.day} ${column}`, made[column], [made[column].length]];
    }
  }
}
