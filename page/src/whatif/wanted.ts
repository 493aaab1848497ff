// The war of other causes that the address asks for.
import type { Form, Scenario } from "../data/form";
import { shown } from "../shared/address.svelte";
import { changesIn, type Changes } from "./causes";

/** Seeds that one what-if may have, and the highest that a seed may be. */
export const MOST_SEEDS = 20;
export const HIGHEST_SEED = 1e6;

export interface Wanted {
  scenario: Scenario;
  changes: Changes;
  seeds: number[];
}

/** Return what the address asks for; what it does not name, or names wrongly, is as usual. */
export function wanted(form: Form): Wanted {
  const first = whole(shown.seed, 0, HIGHEST_SEED);
  return {
    scenario: form.scenarios.find((one) => one.name === shown.scenario) ?? form.scenarios[0]!,
    changes: changesIn(shown.set, form),
    seeds: Array.from({ length: whole(shown.seeds, 1, MOST_SEEDS) }, (_, k) => first + k),
  };
}

function whole(text: string, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.floor(Number(text)) || least));
}
