// What-ifs that the server of the page plays as ensembles: asked for, followed, cancelled, and what came of them.
import { arraysOf } from "../data/files";
import type { Form } from "../data/form";
import { shown } from "../shared/address.svelte";
import { answered, troubleOf } from "../shared/server";
import type { Months, Pair } from "./asked.svelte";
import { inWords, type Changes } from "./causes";

export type Draws = "none" | "posterior";

export interface Ensemble {
  id: string;
  scenario: string;
  changes: Changes;
  runs: number;
  draws: Draws;
  seed: number;
  state: "waiting" | "playing" | "done" | "cancelled" | "failed";
  played: number;
  wars: number;
  seconds_left: number | null;
  trouble: string;
}

export interface Found {
  pairs: Pair[];
  regions: string[];
  draws: Draws;
}

interface Header {
  quantities: string[];
  regions: string[];
  months: [string, string][];
  seeds: number[];
}

const PLACE = "api/what-ifs";
const PATIENCE_MS = 1000;

export const open = (one: Ensemble) => one.state === "waiting" || one.state === "playing";

/** Return the causes of an ensemble in words. */
export function titleOf(form: Form, one: Ensemble): string {
  return inWords(form, form.scenarios.find((known) => known.name === one.scenario), one.changes);
}

export class Ensembles {
  /** All that were asked for on this computer, the latest first. */
  all: Ensemble[] = $state.raw([]);
  /** What came of the one that is shown. */
  found: Found | null = $state.raw(null);
  trouble = $state("");
  private reading = "";
  private timer = 0;

  get shown(): Ensemble | undefined {
    return this.all.find((one) => one.id === shown.played);
  }

  /** Ask for a what-if, and show it. */
  ask(scenario: string, changes: Changes, runs: number, draws: Draws, seed: number): Promise<void> {
    const body = JSON.stringify({ scenario, changes, runs, draws, seed });
    return this.doing(async () => {
      const { id } = (await answered(PLACE, { method: "POST", body, headers: { "Content-Type": "application/json" } })) as Ensemble;
      shown.played = id;
    });
  }

  cancel(one: Ensemble): Promise<void> {
    return this.doing(async () => void (await answered(`${PLACE}/${one.id}`, { method: "DELETE" })));
  }

  /** Read how far all of them are, again while one is open, and what came of the one that is shown. */
  follow(): Promise<void> {
    return this.doing(async () => undefined);
  }

  leave(): void {
    clearTimeout(this.timer);
  }

  private async doing(act: () => Promise<void>): Promise<void> {
    clearTimeout(this.timer);
    try {
      await act();
      this.all = ((await answered(PLACE)) as { what_ifs: Ensemble[] }).what_ifs;
      this.trouble = "";
      await this.read();
    } catch (found) {
      this.trouble = troubleOf(found);
    }
    clearTimeout(this.timer);
    if (this.all.some(open)) this.timer = window.setTimeout(() => void this.follow(), PATIENCE_MS);
  }

  private async read(): Promise<void> {
    const one = this.shown;
    if (one?.state !== "done") [this.found, this.reading] = [null, ""];
    else if (this.reading !== one.id) {
      this.reading = one.id;
      const found = await foundOf(one);
      if (this.reading === one.id) this.found = found;
    }
  }
}

async function foundOf(one: Ensemble): Promise<Found> {
  const given = await fetch(`${PLACE}/${one.id}/pairs.war`);
  if (!given.ok) throw new Error((await given.text()).trim());
  const { header, numbers } = await arraysOf<Header>(new Uint8Array(await given.arrayBuffer()));
  const { quantities, regions, months, seeds } = header;
  const rows = (name: string, pair: number, width: number): Months =>
    Object.fromEntries(quantities.map((quantity, k) => [quantity, numbers[name]!.subarray((pair * quantities.length + k) * width, (pair * quantities.length + k + 1) * width)]));
  const pairs = seeds.map((seed, n) => ({
    seed,
    before: rows("before", n, regions.length * months.length),
    after: rows("after", n, regions.length * months.length),
    whole: { before: rows("whole_before", n, regions.length), after: rows("whole_after", n, regions.length) },
  }));
  return { pairs, regions, draws: one.draws };
}
