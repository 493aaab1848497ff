// What-ifs that the server of the page plays as ensembles: asked for, followed, cancelled, and what came of them.
import { arraysOf } from "../data/files";
import type { Form } from "../data/form";
import { shown } from "../shared/address.svelte";
import { answered, response, troubleOf } from "../shared/server";
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
  /** Why the last that was asked for was refused; it stays until something else is asked for or cancelled. */
  private refused = $state("");
  /** Why the server did not answer when it was last polled. */
  private lost = $state("");
  private kept: { id: string; found: Found } | null = $state.raw(null);
  private reading = "";
  private timer = 0;
  /** Counts what was begun: what is answered to anything but the last is dropped, so that one poll follows another. */
  private turn = 0;

  get trouble(): string {
    return this.refused || this.lost;
  }

  /** What came of the one that is shown. */
  get found(): Found | null {
    return this.kept?.id === shown.played ? this.kept.found : null;
  }

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
    return this.poll(this.begun());
  }

  /** Follow no more, whatever is still being answered. */
  leave(): void {
    this.begun();
  }

  private begun(): number {
    clearTimeout(this.timer);
    return ++this.turn;
  }

  private async doing(act: () => Promise<void>): Promise<void> {
    const turn = this.begun();
    this.refused = "";
    try {
      await act();
    } catch (found) {
      this.refused = troubleOf(found);
    }
    if (turn === this.turn) await this.poll(turn);
  }

  private async poll(turn: number): Promise<void> {
    try {
      const { what_ifs: all } = (await answered(PLACE)) as { what_ifs: Ensemble[] };
      if (turn !== this.turn) return;
      this.all = all;
      await this.read();
      this.lost = "";
    } catch (found) {
      this.lost = troubleOf(found);
    }
    if (turn === this.turn && this.all.some(open)) this.timer = window.setTimeout(() => void this.follow(), PATIENCE_MS);
  }

  /** Read what came of the one that is shown, once; after a failure it is read again by the next poll. */
  private async read(): Promise<void> {
    const one = this.shown;
    if (one?.state !== "done" || this.kept?.id === one.id || this.reading === one.id) return;
    this.reading = one.id;
    try {
      this.kept = { id: one.id, found: await foundOf(one) };
    } finally {
      if (this.reading === one.id) this.reading = "";
    }
  }
}

async function foundOf(one: Ensemble): Promise<Found> {
  const given = await response(`${PLACE}/${one.id}/pairs.war`);
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
