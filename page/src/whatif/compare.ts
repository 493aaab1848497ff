// Pairs of wars on a chart and in a table: each war with other causes beside the one of the same seed without them.
import { rowOf, type Chart } from "../charts/data";
import type { ChartsHeader, Quantity } from "../data/types";
import type { Months, Pair } from "./asked.svelte";

/** Pairs from which on the middle half of them is drawn as a band of its own. */
const HALVES = 4;

/** Return the chart of both kinds of war, and that of their differences. */
export function compared(empty: Chart, pairs: Pair[], regions: string[]): { wars: Chart; difference: Chart } | null {
  const row = regions.indexOf(empty.region[0]);
  const read = (of: Months) => (of[empty.quantity.name] ? rowOf(of[empty.quantity.name]!, row, empty.quantity, empty.lengths) : []);
  const before = pairs.map((pair) => read(pair.before));
  const after = pairs.map((pair) => read(pair.after));
  if (row < 0 || !after.length || !after[0]!.some(Number.isFinite)) return null;
  const differences = after.map((values, n) => values.map((value, k) => value - before[n]![k]!));
  const bare = { ...empty, claims: [] };
  return {
    wars: {
      ...bare,
      lines: [
        { by: "truth", values: middle(before) },
        { by: "changed", values: middle(after) },
      ],
      band: bandOf(after),
    },
    difference: { ...bare, lines: [{ by: "difference", values: middle(differences) }], band: bandOf(differences) },
  };
}

function middle(rows: number[][]): number[] {
  return rows[0]!.map((_, k) => at(sorted(rows, k), 0.5));
}

/** Return from the lowest to the highest of all rows, and of their middle half where there are enough; none of one row. */
function bandOf(rows: number[][]): number[][] | null {
  if (rows.length < 2) return null;
  const half = rows.length >= HALVES ? [0.25, 0.5, 0.75] : [0.5, 0.5, 0.5];
  return [0, ...half, 1].map((share) => rows[0]!.map((_, k) => at(sorted(rows, k), share)));
}

const sorted = (rows: number[][], k: number) => rows.map((row) => row[k]!).toSorted((a, b) => a - b);

function at(values: number[], share: number): number {
  const place = share * (values.length - 1);
  const [low, high] = [Math.floor(place), Math.ceil(place)];
  return values[low]! + (place - low) * (values[high]! - values[low]!);
}

/** A quantity over the whole war: without and with other causes, and the difference, lowest, mean and highest of the pairs. */
export interface Whole {
  quantity: Quantity;
  before: number;
  after: number;
  difference: [low: number, mean: number, high: number];
}

/** Return some quantities over the whole war in a region; a flow as a sum, others as a mean of the days. */
export function whole(header: ChartsHeader, lengths: number[], names: string[], pairs: Pair[], regions: string[], region: string): Whole[] {
  const row = regions.indexOf(region);
  const days = lengths.reduce((a, b) => a + b, 0);
  return names.flatMap((name) => {
    const quantity = header.quantities.find((one) => one.name === name);
    if (!quantity || row < 0 || !pairs[0]?.after[name]) return [];
    const summed = (of: Months) =>
      lengths.reduce((total, length, k) => {
        const value = of[name]![row * lengths.length + k]!;
        return total + (quantity.kind === "flow" ? value : Number.isNaN(value) ? 0 : (value * length) / days);
      }, 0);
    const sum = (pair: Pair, side: "before" | "after") => (quantity.kind === "flow" ? pair.whole?.[side][name]?.[row] : undefined) ?? summed(pair[side]);
    const [before, after] = [pairs.map((pair) => sum(pair, "before")), pairs.map((pair) => sum(pair, "after"))];
    const differences = after.map((value, n) => value - before[n]!);
    if (![...before, ...after].every(Number.isFinite)) return [];
    const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    return [{ quantity, before: mean(before), after: mean(after), difference: [Math.min(...differences), mean(differences), Math.max(...differences)] }];
  });
}
