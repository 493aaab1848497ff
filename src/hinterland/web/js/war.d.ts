/** A war that plays itself in a page; see docs/how_to_web.md. */

export type Side = "" | "soviet" | "german";

/** A day of the war: its number from 22 June 1941, the last one, and the arrays that are watched. */
export interface Day {
  day: number;
  last: number;
  arrays: Record<string, Float64Array | Float32Array | Int32Array | Uint8Array>;
}

/** id, quantity, region, first day, last day, side that is read, how days are taken together, low, best, high, speaker, source. */
export type Claim = [
  string, string, string, number, number, Side, string, number | null, number | null, number | null, string, string,
];

export interface Beside {
  claim: Claim;
  /** What the war of the page has in its place; NaN where it was not recorded. */
  beside: number;
}

/**
 * Events of the journal in the order in which they were written: each column has one entry for each. Everything is
 * simulated, and a cell or a day in it is no statement about that place or that day.
 */
export interface Events {
  simulated: true;
  /** Days from 22 June 1941. */
  day: Int32Array;
  /** Names of kinds, as `hinterland.core.journal.Kind` has them; of a kind without a name, its number. */
  kind: string[];
  /** Cells, by their number in arrays by cell. */
  cell: Int32Array;
  /** Detachment, expedition or line that did it. */
  who: Int32Array;
  /** Line, unit or named thing that it was done to, -1 for none. */
  other: Int32Array;
  /** What truly resulted, and a second true figure: see `figures`. */
  true: Float64Array;
  second: Float64Array;
  /** What the Soviet side reported of it, and what the German side logged. */
  claimed: Float64Array;
  found: Float64Array;
  /** What `true` and `second` count, by kind; empty where a figure counts nothing. */
  figures: Record<string, { true: string; second: string }>;
}

/** How railway lines fared, by month; simulated. */
export interface Lines {
  simulated: true;
  /** Names of the lines. */
  line: string[];
  /** The days up to which is told: the first of every month, the first and the last day. */
  day: Int32Array;
  /** Days by lines: the share of the time since the day before in the list for which a line was closed, 0 to 1. */
  closed: Float32Array;
}

/**
 * The record as it lies; simulated. On day `first + d`, series `s` has the figures `figures[k]` in the atoms `atoms[k]`
 * for k from `starts[d * (series.length + 1) + s]` up to, and without, the next of `starts`; elsewhere it is 0.
 */
export interface Recorded {
  simulated: true;
  /** The first day of the record, and how many days of it were played. */
  first: number;
  days: number;
  /** State arrays, and columns of the journal, that were added up by atom. */
  series: string[];
  starts: Uint32Array;
  atoms: Uint16Array;
  figures: Float32Array;
  /** The days of the maps, and for each map one array by cell for each of these days. */
  mapDays: Int32Array;
  maps: Record<string, Float32Array[]>;
}

export interface Files {
  module: ArrayBuffer;
  image: ArrayBuffer;
  readings: ArrayBuffer;
  worker?: Worker;
}

/** What keeps this browser from playing a war, in one line, or an empty text. */
export function lacking(): string;

export class War {
  constructor(files: Files);
  static open(folder: string): Promise<War>;
  readonly ready: Promise<{ header: Record<string, unknown>; readings: Record<string, unknown> }>;
  seed(number: number): Promise<void>;
  set(name: string, value: number): Promise<void>;
  get(name: string): Promise<number>;
  usual(): Promise<void>;
  scenario(difference?: ArrayBuffer): Promise<{ name: string; title: string }>;
  play(given?: { watch?: string[]; every?: number }): AsyncGenerator<Day, void, void>;
  stop(): Promise<void>;
  values(name: string, region?: string, saidBy?: Side): Promise<Float64Array>;
  months(): Promise<Record<string, Float64Array>>;
  claims(name?: string, region?: string): Promise<Beside[]>;
  /** Of the kinds that are named, from one day to another, both within; without them, of all. */
  events(asked?: { kinds?: string[]; from?: number; to?: number }): Promise<Events>;
  lines(): Promise<Lines>;
  record(): Promise<Recorded>;
  array(name: string): Promise<Day["arrays"][string]>;
  /** Refused where the war was not played to its end. */
  hashes(): Promise<{ world: string; record: string }>;
  /** What the war lacks because a table of fixed size was full, in words. */
  cautions(): Promise<string[]>;
  memory(): Promise<number>;
  close(): void;
}
