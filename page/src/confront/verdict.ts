// A verdict in words, and where figures stand on its strip.
import { figure } from "../shared/words";
import type { Band, Verdict } from "./own";

/** Share of the strip that stays free at each end. */
const FREE = 4;
const WHOLE = 100;

/** Return the least and the greatest number of a claim. */
export function boundsOf(one: Verdict): [number, number] {
  const known = [one.low, one.best, one.high].filter((value) => value !== null);
  return [Math.min(...known), Math.max(...known)];
}

/** Return what is claimed, in words. */
export function claimedOf(one: Verdict): string {
  if (one.best !== null) return figure(one.best) + (one.low !== null && one.high !== null ? ` (${figure(one.low)} to ${figure(one.high)})` : "");
  if (one.low !== null && one.high !== null) return `${figure(one.low)} to ${figure(one.high)}`;
  return one.low !== null ? `over ${figure(one.low)}` : `up to ${figure(one.high)}`;
}

/** Return the word for a verdict, and what it rests on. */
export function wordsOf(one: Verdict): [word: string, more: string] {
  const off = one.factor === null ? "" : one.factor < 1.05 ? "The middle run says the same." : `The middle run is off by a factor of ${figure(one.factor)}.`;
  const words: Record<string, [string, string]> = {
    agrees: ["Inside the band.", off],
    overlap: ["The claim and the runs overlap.", ""],
    "claim higher": ["Your claim is higher than 95 in a hundred runs.", off],
    "model higher": ["The model is higher: 95 in a hundred runs lie above your claim.", off],
    "cannot tell": ["This cannot be judged:", `${one.reason}.`],
    "not modelled": ["The model holds no such thing:", `${one.reason}.`],
  };
  return words[one.verdict] ?? [one.verdict, one.reason];
}

/** Return a function that places figures on a strip from 0 to 100, by their logarithms. */
export function placed(bands: Band[], claimed: [number, number]): (value: number | null) => number {
  const known = [...bands.flat(), ...claimed].filter((value) => value !== null && Number.isFinite(value) && value >= 0) as number[];
  const of = (value: number) => Math.log1p(Math.max(0, value));
  const [low, high] = [of(Math.min(...known)), of(Math.max(...known))];
  const wide = high - low || 1;
  return (value) => (value === null ? FREE : FREE + ((WHOLE - 2 * FREE) * (of(value) - low)) / wide);
}
