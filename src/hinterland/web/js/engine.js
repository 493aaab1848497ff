// Plays one war in the memory of a WebAssembly module. Needs no page: a worker, Node or a test can use it.

import { dateOf } from "./days.js";
import { checkOf, opened, TOGETHER } from "./files.js";
import { hashOf, Sha256 } from "./hash.js";
import { Recorder, WORD } from "./recorder.js";

const WEEK = 7;
const PAGE = 65_536;
const BLOCK = 4096;
const TYPES = { f8: Float64Array, f4: Float32Array, i8: BigInt64Array, i4: Int32Array, i2: Int16Array, i1: Int8Array,
  u8: BigUint64Array, u4: Uint32Array, u2: Uint16Array, u1: Uint8Array };
const U64 = (x) => BigInt.asUintN(64, x);

function mix(x) {
  x = U64(x + 0x9e3779b97f4a7c15n);
  x = U64((x ^ (x >> 30n)) * 0xbf58476d1ce4e5b9n);
  x = U64((x ^ (x >> 27n)) * 0x94d049bb133111ebn);
  return x ^ (x >> 31n);
}

/** Return a module that was compiled, or compile its bytes where they are those that an image was written for. */
async function compiled(module, sum) {
  if (module instanceof WebAssembly.Module) return module;
  const bytes = new Uint8Array(module ?? 0);
  const hashed = new Sha256();
  hashed.update(bytes);
  if (!hashed.hex().startsWith(sum)) throw new Error(`the module is not that of the image: ${TOGETHER}`);
  return WebAssembly.compile(bytes);
}

export class Engine {
  /** Make an engine from a module and a packed image. */
  static async load(module, image) {
    const { header, content } = await opened(image, "image");
    const instance = await WebAssembly.instantiate(await compiled(module, header.module), {});
    return new Engine(instance.exports, header, content);
  }

  constructor(exports, header, content) {
    this.exports = exports;
    this.header = header;
    this.parameters = header.parameters;
    this.scenario = header.scenario;
    this.number = this.playing = 1;
    this.changes = new Map();
    this.recorder = null;
    this.grow(header.end);
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

  /** Let the memory reach up to an address at least. */
  grow(end) {
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
    checkOf("scenario", header, this.header);
    this.undo();
    this._restore();
    const { added, runs, words, end } = header;
    const { rows } = this.header;
    this.grow(end);
    const bytes = this._bytes();
    const size = rows.words * rows.days * WORD;
    const before = [[rows.at, bytes.slice(rows.at, rows.at + size)]];
    let at = words.length * rows.days * WORD;
    this._setWords(words, new BigInt64Array(content.slice(0, at).buffer));
    for (const [start, length] of runs) {
      before.push([start, bytes.slice(start, start + length)]);
      bytes.set(content.subarray(at, at + length), start);
      at += length;
    }
    bytes.set(content.subarray(at, at + added), this._whole);
    this._undo = { before, end: this.header.end, scenario: this.scenario };
    this.header.end = end;
    this.scenario = header.scenario;
    this.later = header.later ?? null;
    this._keepMorning();
  }

  /** Set some words of the forcing of every day, given by how much each steps up from day to day. */
  _setWords(words, steps) {
    const { at, words: width, days } = this.header.rows;
    const all = new BigInt64Array(this.memory.buffer, at, width * days);
    words.forEach((word, n) => {
      let value = 0n;
      for (let day = 0; day < days; day += 1) all[day * width + word] = value += steps[n * days + day];
    });
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
    if (!known) throw new RangeError(`no parameter of a subsystem is called ${name}; those of the theatre are set in a scenario`);
    return known;
  }

  /** Set a parameter by name; it holds for every war that begins after this. */
  set(name, value) {
    const [, low, high, , unit] = this._known(name);
    if (typeof value !== "number") throw new TypeError(`${name} is set to what is no number`);
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

  /** Bring the first morning back; what was played before is gone. */
  _restore() {
    const { first, changed } = this.header;
    this.recorder = null;
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
    this._restore();
    this._write(this.changes);
    this.recorder = new Recorder(this);
    this.day = 0;
    this.check(this.exports.settle(header.slots), ["population.settle"]);
  }

  /** Return what a function of the module returned; where it failed, throw the name of the kernel and the day. */
  check(status, names) {
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
    this.check(this.exports.day(header.slots, phase), header.kernels);
    if (day >= header.days[0] && day <= header.days[1]) this.recorder.take(day);
    this.day += 1;
    return day;
  }

  /** Return a state array by its full name, as it stands; it moves when a war begins. */
  array(name) {
    const known = this.header.arrays[name];
    if (!known) throw new RangeError(`no array of the world is called ${name}`);
    const [at, type, extents] = known;
    return new TYPES[type](this.memory.buffer, at, extents.reduce((a, b) => a * b, 1));
  }

  /** Return what was recorded of the war that was played last, as far as it was played. */
  played() {
    if (!this.recorder) throw new RangeError("no war of this scenario has been played yet");
    return this.recorder;
  }

  /** Return in words what tables of fixed size had no room for, as `hinterland run` warns of it. */
  cautions() {
    const found = Object.keys(this.header.arrays).filter((name) => name.endsWith(".refused") && this.array(name)[0] > 0);
    const table = (name) => name.split(".")[0].replaceAll("_", " ");
    return found.map((name) => `the table of ${table(name)} had no room for ${this.array(name)[0].toLocaleString("en")}`);
  }

  /** Return how many bytes a war takes up: the memory of the module, its morning, and the record. */
  get bytes() {
    const morning = [...this._morning.values()].reduce((sum, block) => sum + block.byteLength, 0);
    return this.memory.buffer.byteLength + morning + (this.recorder?.bytes ?? 0);
  }

  /** Return the hashes of the world and of the record, as `hinterland.engine.fingerprint` takes them. */
  hashes() {
    const { header } = this;
    const last = header.days[1];
    const recorder = this.played();
    if (this.day <= last) throw new RangeError(`the war has hashes once it is over: ${this.day} of its ${last + 1} days were played`);
    const world = Object.entries(header.arrays).slice(0, header.states).map(([name, [, , extents]]) => [name, this.array(name), extents]);
    return { world: hashOf(world), record: recorder.hash() };
  }
}
