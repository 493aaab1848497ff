// The form of all causes, and scenarios that lack one; `src/hinterland/page/what_if.py` writes it.

export interface Parameter {
  name: string;
  usual: number;
  span: [low: number, high: number];
  log: boolean;
  units: string;
  doc: string;
  basis: string;
  cites: string[];
  formulas: string[];
}

type Spell = Record<string, string | number>;

export interface Scenario {
  name: string;
  title: string;
  question: string;
  text: string;
  without: string[];
  parameters: Record<string, number>;
  scaled: Record<string, number>;
  warmer: Spell[];
  unheard: Spell[];
}

export interface Form {
  parameters: Parameter[];
  assumptions: Record<string, [statement: string, reason: string]>;
  bases: Record<string, string>;
  first: string[];
  scenarios: Scenario[];
  watched: Record<string, string>;
  seed: number;
}
