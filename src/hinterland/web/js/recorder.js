// What is kept of a war: figures by day and atom, the journal of events, and by month the maps and how lines fared.

import { dateOf } from "./days.js";
import { hashOf } from "./hash.js";

/** Bytes of a number of 64 bits. */
export const WORD = 8;
const HOURS_PER_DAY = 24;
/** The columns of the journal, each with the type in which the module holds it. */
export const COLUMNS = {
  kind: Int32Array, cell: Int32Array, who: Int32Array, other: Int32Array,
  true: Float64Array, second: Float64Array, claimed: Float64Array, found: Float64Array,
};
const NAMES = Object.keys(COLUMNS);

export class Recorder {
  /** Make room for the record behind the world of an engine, and tell the module where it lies. */
  constructor(engine) {
    const { header } = engine;
    const [rows, columns] = header.room.shape;
    this.engine = engine;
    this.header = header;
    this.columns = columns;
    this.rows = rows;
    const least = Math.max(header.room.chunk, header.series.length * header.atoms);
    this.chunk = least + (least % 2); // figures of four bytes lie behind as many atoms of two
    this.starts = header.end;
    this.atoms = this.starts + rows * columns * WORD;
    this.room = this.atoms + 2 * this.chunk;
    engine.grow(this.room + 4 * this.chunk);
    new Uint8Array(engine.memory.buffer).fill(0, this.starts, this.atoms);
    this._name();
    this.pieces = [];
    this.kept = 0;
    this.used = 0;
    this.days = 0;
    this.events = [];
    this.mapDays = [];
    this.maps = Object.fromEntries(Object.keys(header.maps).map((name) => [name, []]));
    this.lineClosed = [];
    this._closed = new Float64Array(header.arrays[header.closed][2][0]);
    this._closedDays = 0;
  }

  /** Write into the table of the room where its arrays lie and how long they are. */
  _name() {
    const { tables, room } = this.header;
    const table = new DataView(this.engine.memory.buffer, tables.room);
    const places = [[room.atoms, this.atoms, this.chunk], [room.figures, this.room, this.chunk], [room.starts, this.starts, this.rows, this.columns]];
    for (const [first, ...words] of places) words.forEach((word, n) => table.setBigInt64((first + n) * WORD, BigInt(word), true));
  }

  /** Record the end of a day. */
  take(day) {
    const { header, engine } = this;
    const k = day - header.days[0];
    if (this.used + header.series.length * header.atoms > this.chunk) this._setAside();
    this.used = engine.check(engine.exports.record(header.slots, k, this.used), ["record"]);
    const row = new BigInt64Array(engine.memory.buffer, this.starts + k * this.columns * WORD, this.columns);
    if (this.kept) for (let n = 0; n < this.columns; n += 1) row[n] += BigInt(this.kept);
    const used = Math.min(engine.array("journal.used")[0], header.arrays["journal.kind"][2][0]);
    if (used) this.events.push({ day, ...Object.fromEntries(NAMES.map((name) => [name, engine.array(`journal.${name}`).slice(0, used)])) });
    this.days = k + 1;
    this._drawMaps(day);
  }

  /** Keep the maps on the first of a month, the first and the last day, and since the last how lines fared. */
  _drawMaps(day) {
    const { header, engine } = this;
    const closed = engine.array(header.closed);
    for (let n = 0; n < closed.length; n += 1) this._closed[n] += closed[n];
    this._closedDays += 1;
    if (dateOf(day).getUTCDate() !== 1 && !header.days.includes(day)) return;
    this.mapDays.push(day);
    for (const [name, array] of Object.entries(header.maps)) this.maps[name].push(Float32Array.from(engine.array(array)));
    this.lineClosed.push(Float32Array.from(this._closed, (hours) => hours / (HOURS_PER_DAY * this._closedDays)));
    this._closed.fill(0);
    this._closedDays = 0;
  }

  /** Copy what the module holds of the figures into a piece of its own; a piece holds whole days. */
  _setAside() {
    const { buffer } = this.engine.memory;
    const atoms = new Uint16Array(buffer, this.atoms, this.used).slice();
    const figures = new Float32Array(buffer, this.room, this.used).slice();
    this.pieces.push({ first: this.kept, atoms, figures });
    this.kept += this.used;
    this.used = 0;
  }

  /** Return the figures: where each series of each day begins, and atoms and values in pieces of whole days. */
  figures() {
    if (this.used || !this.pieces.length) this._setAside();
    const { pieces, days, columns } = this;
    return { starts: new BigInt64Array(this.engine.memory.buffer, this.starts, days * columns), pieces, days, columns };
  }

  /** Return how many bytes are kept outside the memory of the module. */
  get bytes() {
    const pieces = this.pieces.flatMap(({ atoms, figures }) => [atoms, figures]);
    const events = this.events.flatMap((made) => NAMES.map((name) => made[name]));
    const held = [...pieces, ...events, ...Object.values(this.maps).flat(), ...this.lineClosed];
    return held.reduce((sum, one) => sum + one.byteLength, 0);
  }

  /** Return the hash of the record, as `hinterland.engine.fingerprint` takes it. */
  hash() {
    return hashOf(this._recorded());
  }

  *_recorded() {
    const { pieces } = this.figures();
    const extents = [this.rows, this.columns];
    yield ["starts", new BigInt64Array(this.engine.memory.buffer, this.starts, this.rows * this.columns), extents];
    for (const name of ["atoms", "figures"]) yield [name, pieces.map((piece) => piece[name]), [this.kept]];
    yield ["map days", BigInt64Array.from(this.mapDays, BigInt), [this.mapDays.length]];
    for (const [name, maps] of Object.entries(this.maps)) {
      for (const values of maps) yield [name, values, [values.length]];
    }
    for (const values of this.lineClosed) yield ["closed", values, [values.length]];
    for (const made of this.events) {
      for (const name of NAMES) yield [`${made.day} ${name}`, made[name], [made[name].length]];
    }
  }
}
