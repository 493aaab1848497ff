// What the packed files say of themselves; `src/hinterland/page` writes them.

export interface About {
  title: string;
  scenario: string;
  seed: number;
  first: string;
  days: number;
  resolution: number;
  cells: number;
  changes: number;
  version: string;
  runs: number;
  /** Whether the page holds the war as WebAssembly, and plays it. */
  plays: boolean;
  /** Other runs of the same days, which the page compares with its own. */
  beside: RunBeside[];
  months: [string, string][];
  strength: number[];
  killed: number[];
}

export interface RunBeside {
  title: string;
  scenario: string;
  seed: number;
  changes: number;
  /** Civilians killed by action against partisans, by month. */
  killed: number[];
}

export interface Field {
  id: string;
  name: string;
  unit: string;
  doc: string;
  quantity: string;
  steps: number[];
  power: number;
  place: "cell" | "oblast";
  top: number;
}

export interface MapHeader {
  fields: Field[];
}

export interface Town {
  id: string;
  name: string;
  at: [number, number];
  people: number;
  names: Record<string, string>;
  today?: string;
}

export interface LandHeader {
  oblasts: { id: string; name: string; republic: string; abroad: boolean }[];
  lines: string[];
  towns: Town[];
  languages: Record<string, string>;
}

/** The name of a place by the rule of 1941, and in the languages of the land. */
export interface Spelled {
  name: string;
  names?: Record<string, string>;
  /** What an occupier called a district of his own, in his language. */
  called?: string;
}

export interface DocumentedEvent {
  id: string;
  when: string;
  place: Spelled;
  /** The id of its place in the gazetteer. */
  spot?: string;
  what: string;
  figure: string;
  victims?: string;
  perpetrators?: string;
  survivors?: string;
  source: string;
  sure?: boolean;
  whole?: boolean;
  note?: string;
  crime?: boolean;
  first: number;
  last: number;
  precision: number;
  at?: [number, number];
  url?: string;
}

export interface Quantity {
  name: string;
  title: string;
  unit: string;
  units: string;
  kind: "flow" | "stock" | "mean" | "share" | "ratio";
  doc: string;
  said: Side[];
  /** Who speaks on each of these sides: an ally of the occupier where he alone counts. */
  speakers: Partial<Record<Side, string>>;
  victims: boolean;
}

export type Side = "soviet" | "german";

export interface ChartsHeader {
  regions: [id: string, name: string][];
  months: [string, string][];
  quantities: Quantity[];
  bands: [series: string, region: string][];
  runs: number;
}

/** A claim of the ledger; what is empty is left out. */
export interface Claim {
  id: string;
  words?: string;
  where?: Spelled[];
  when?: string;
  read_at?: string;
  by: string;
  author?: string;
  sure?: boolean;
  held?: boolean;
  claimed?: string;
  true?: string;
  said?: string;
  channel?: string;
  factor?: string;
  victims?: boolean;
  /** Whether it counts the dead of any side, or other victims: no word beside it says how well it fits. */
  dead?: boolean;
  verdict?: string;
  sign?: string;
  why?: string;
  quantity: string;
  region?: string;
  from?: string;
  to?: string;
  figures?: [number | null, number | null, number | null];
  unit?: string;
  about?: string;
  source: string;
  url?: string;
  conflict?: string;
  mark?: [first: number, last: number, low: number | null, best: number | null, high: number | null];
  /** Places and partisan units that it names. */
  named?: [kind: "place" | "unit", id: string, name: string][];
}

export type Shares = [chance: number, parameters: number, reporting: number, discrepancy: number];

export interface Conflict {
  name: string;
  what: string;
  reading: string;
  claims: string[];
}

/** A claim in BibTeX, and as an item of CSL JSON. */
export type Citation = [bibtex: string, csl: Record<string, unknown>];

export interface ClaimsHeader {
  claims: Claim[];
  verdicts: Record<string, [sign: string, meaning: string]>;
  sources: Record<string, { title: string; author: string; year: string; trust: string }>;
  /** The titles of the quantities that claims speak of. */
  titles: Record<string, string>;
  /** Of what the band of a claim is made: chance, parameters, reporting, what the model lacks; they add up to 1. */
  shares: Record<string, Shares>;
  conflicts: Record<string, Conflict>;
  state: string;
}
