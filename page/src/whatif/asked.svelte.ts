// One what-if that a reader asked for: its causes, how far it is, and what came of it.
import type { Form, Scenario } from "../data/form";
import { inAddress, inWords, type Changes } from "./causes";
import { Differences, type Weeks } from "./weeks";

/** Every quantity by region and month, by `name` and `name:side`. */
export type Months = Record<string, ArrayLike<number>>;

/** One seed: the war that is shown, and the one with other causes. */
export interface Pair {
  seed: number;
  before: Months;
  after: Months;
  /** Quantities by region over the whole war, where that is more than the months tell: victims are told of no part of a month. */
  whole?: { before: Months; after: Months };
}

export type Phase = "waiting" | "loading" | "playing" | "done" | "stopped";

export class Asked {
  phase: Phase = $state("waiting");
  trouble = $state("");
  date = $state("");
  share = $state(0);
  wars = $state(1);
  ended = $state(0);
  seconds = $state(0);
  pairs: Pair[] = $state.raw([]);
  readonly differences = new Differences();
  /** The war of the first seed under these causes, by week and cell. */
  weeks: Weeks | null = $state.raw(null);

  constructor(
    readonly number: number,
    readonly scenario: Scenario,
    readonly changes: Changes,
    readonly seeds: number[],
  ) {}

  get over(): boolean {
    return this.phase === "done" || this.phase === "stopped";
  }

  /** Whether it has just these causes. */
  has(scenario: Scenario, changes: Changes): boolean {
    return this.scenario === scenario && inAddress(this.changes) === inAddress(changes);
  }

  title(form: Form): string {
    return inWords(form, this.scenario, this.changes);
  }
}
