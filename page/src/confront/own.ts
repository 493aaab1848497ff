// Claims of the reader's own: what a file may hold, and how the server of the page is asked about one.
import { answered } from "../shared/server";

export interface FormOfClaims {
  template: string;
  most_bytes: number;
  columns: { name: string; meaning: string; needed: boolean; figure: boolean }[];
  speakers: string[];
  takes: Record<string, string>;
  quantities: { name: string; title: string; unit: string }[];
  regions: { id: string; name: string }[];
}

export interface Remark {
  line: number;
  message: string;
  remedy: string;
}

export interface Checked {
  claims: number;
  faults: Remark[];
  cautions: Remark[];
}

/** What 5, 50 and 95 in a hundred of the runs lie below. */
export type Band = [low: number | null, middle: number | null, high: number | null];

export interface Verdict {
  claim: string;
  quantity: string;
  title: string;
  asked: string;
  region: string;
  first: string;
  last: string;
  said_by: string;
  unit: string;
  low: number | null;
  best: number | null;
  high: number | null;
  true: Band | null;
  said: Band | null;
  soviet: Band | null;
  german: Band | null;
  /** Who speaks on each side: an ally of the occupier where he alone counts. */
  speakers: { soviet: string; german: string };
  verdict: string;
  factor: number | null;
  exaggeration: Band | null;
  victims: boolean;
  channel: string;
  reason: string;
  note: string;
}

export interface Asked {
  id: string;
  name: string;
  state: "waiting" | "playing" | "done" | "cancelled" | "failed";
  played: number;
  runs: number;
  trouble: string;
  scenario: string;
  verdicts: Verdict[];
}

const PLACE = "api/own-claims";
const WRONG = 422;

export async function check(content: BlobPart): Promise<Checked> {
  return (await answered(`${PLACE}/check`, sent(content))) as Checked;
}

/** Hand a file in; the server answers with its faults where it has any. */
export async function begin(content: BlobPart, name: string, runs: number): Promise<Asked | Checked> {
  const asked = new URLSearchParams({ name: name.slice(0, 120), runs: String(runs) });
  return (await answered(`${PLACE}?${asked}`, sent(content), WRONG)) as Asked | Checked;
}

export async function one(id: string): Promise<Asked> {
  return (await answered(`${PLACE}/${encodeURIComponent(id)}`)) as Asked;
}

export async function every(): Promise<Asked[]> {
  return ((await answered(PLACE)) as { files: Asked[] }).files;
}

export async function cancel(id: string): Promise<Asked> {
  return (await answered(`${PLACE}/${encodeURIComponent(id)}`, { method: "DELETE" })) as Asked;
}

export function tableOf(asked: Asked): string {
  return `${PLACE}/${asked.id}/verdicts.csv`;
}

function sent(content: BlobPart): RequestInit {
  return { method: "POST", body: new Blob([content], { type: "text/csv" }) };
}
