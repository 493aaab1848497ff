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
  array(name: string): Promise<Day["arrays"][string]>;
  hashes(): Promise<{ world: string; record: string }>;
  memory(): Promise<number>;
  close(): void;
}
