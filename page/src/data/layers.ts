// Layers of the map that move: Axis units, named partisan units, expeditions, flights, work on railways.
import { file } from "./files";
import type { Town } from "./types";
import type { War } from "./war";

export interface AxisStay {
  name: string;
  kind: number;
  first: number;
  last: number;
  at: [number, number];
  men: number;
  radius: number;
}

export interface Unit {
  id: string;
  name: string;
  level: string;
  commander: string;
  commissar: string;
  formed: string;
  men: number | null;
  place: [number, number];
  last: number;
  /** Where it lay in the run, from which day on, and its men then. */
  way: [day: number, cell: number, men: number | null][];
}

interface Header {
  axis: AxisStay[];
  kinds: string[];
  units: Unit[];
  operations: string[];
}

export interface Expedition {
  first: number;
  last: number;
  men: number;
  name: string;
  cells: ArrayLike<number>;
}

export interface Moving extends Omit<Header, "operations"> {
  expeditions: Expedition[];
  flights: (week: number) => ArrayLike<number>;
  /** Rails destroyed by week and line. */
  cut: Int32Array;
  lines: number;
}

export async function openMoving(): Promise<Moving> {
  const { header, numbers, shapes } = await file<Header>("layers");
  const n = (name: string) => numbers[name]!;
  const starts = n("expedition_starts");
  const lines = shapes.rails_cut![1]!;
  const cut = Int32Array.from(n("rails_cut"));
  for (let k = lines; k < cut.length; k += 1) cut[k]! += cut[k - lines]!;
  const expeditions = Array.from(n("expedition_first"), (first, k) => ({
    first,
    last: n("expedition_last")[k]!,
    men: n("expedition_men")[k]!,
    name: header.operations[n("expedition_order")[k]! - 1] ?? "",
    cells: n("expedition_cells").subarray(starts[k]!, starts[k + 1]!),
  }));
  const begins = n("flights_starts");
  const flights = (week: number) => n("flights").subarray(begins[week]!, begins[week + 1]!);
  return { ...header, expeditions, flights, cut, lines };
}

/** Return the place of a unit on the last day of a week in the run, nothing before it was set up or after it ended. */
export function cellOf(unit: Unit, day: number): number | undefined {
  if (day > unit.last) return undefined;
  return unit.way.findLast(([from]) => from <= day)?.[1];
}

export function middleOf(war: War, cell: number): [number, number] {
  return [war.land.middles[2 * cell]!, war.land.middles[2 * cell + 1]!];
}

/** Return the town that is nearest to the middle of a cell. */
export function townNear(war: War, cell: number): Town {
  const [x, y] = middleOf(war, cell);
  const away = ({ at }: Town) => Math.hypot(at[0] - x, at[1] - y);
  return war.land.towns.reduce((a, b) => (away(a) <= away(b) ? a : b));
}
