// The two wars of a comparison: the run of the page, another run beside it, or a war that the page itself has played.
import { codeOf } from "../data/difference";
import { file } from "../data/files";
import type { MapHeader, RunBeside } from "../data/types";
import { fieldsOf, NOTHING, valuesOf, withValues, type Played, type War } from "../data/war";
import { changed } from "../shared/words";
import type { Asked } from "../whatif/asked.svelte";

export const OWN = "run";
export const PLAYED = "whatif";
const REGION = "USSR";

export interface Side {
  id: string;
  title: string;
  /** The war as the map draws it, with the fields that are known of this side. */
  war: War;
  /** Return a field by week and cell, NaN where there is none. */
  values: (field: Played) => Float32Array;
  /** Civilians killed by action against partisans, by month. */
  killed: number[];
}

type Described = Omit<RunBeside, "scenario">;

/** Return a run in words, so that two of one scenario differ. */
export function titleOf({ title, seed, changes }: Described): string {
  return `${title}, seed ${seed}${changes ? `, ${changed(changes)}` : ""}`;
}

/** Return the runs that a page holds, its own first: what each is called in the address, and in words. */
export function runsOf(war: War): [id: string, title: string][] {
  return [[OWN, titleOf(war.about)], ...war.about.beside.map((one, k): [string, string] => [`beside-${k + 1}`, titleOf(one)])];
}

/** Read one of the runs that a page holds. */
export async function sideOf(war: War, id: string): Promise<Side> {
  const own = id === OWN;
  const [lower, map] = await Promise.all([file<object>(own ? "figures" : `${id}-figures`), own ? null : file<MapHeader>(id)]);
  const about = own ? war.about : war.about.beside[Number(id.split("-")[1]) - 1]!;
  const kept = new Map<string, Float32Array>();
  const values = (field: Played) => {
    if (!kept.has(field.id)) kept.set(field.id, valuesOf(field, lower.numbers[field.id] as Uint8Array));
    return kept.get(field.id)!;
  };
  return { id, title: titleOf(about), war: map ? { ...war, ...fieldsOf(map) } : war, values, killed: about.killed };
}

/** Return a war that the page has played: of its railways and of the fields that the page cannot follow there is nothing. */
export function sidePlayed(war: War, asked: Asked, title: string, regions: string[]): Side {
  const weeks = asked.weeks!;
  const fields = war.fields.flatMap((one) => (one.id in weeks ? [withValues(one, weeks[one.id]!)] : []));
  const [many, row] = [war.about.months.length, regions.indexOf(REGION)];
  const killed = Array.from({ length: many }, (_, k) => asked.pairs[0]!.after["civilians.killed"]![row * many + k]!);
  const heading = `${title}, seed ${asked.seeds[0]}`;
  return { id: PLAYED, title: heading, war: withoutLines({ ...war, fields }), values: (field) => weeks[field.id]!, killed };
}

/** Return a war of which no railway line is known to have lost capacity. */
export function withoutLines(war: War): War {
  return { ...war, lost: new Uint8Array(war.lost.length).fill(NOTHING) };
}

/** Return a field of the map that shows by how much the right side has more, so many weeks later, than the left. */
export function difference(left: Side, right: Side, of: Played, later: number): Played {
  const [before, after] = [left, right].map((side) => side.values(fieldOf(side, of.id)!));
  const top = of.steps.at(-1)!;
  const upper = Uint8Array.from(before!, (value, k) => {
    const change = after![k + later * of.width]! - value;
    return Number.isFinite(change) ? codeOf(change, top) : NOTHING;
  });
  return { ...of, upper, top, difference: true };
}

export function fieldOf(side: Side, id: string): Played | undefined {
  return side.war.fields.find((one) => one.id === id);
}
