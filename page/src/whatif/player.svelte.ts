// Plays what-ifs in the page one after the other: pairs of the war that is shown and of the same seed under other causes.
import { War as Engine } from "../../../src/hinterland/web/js/war.js";
import PageWorker from "../../../src/hinterland/web/js/worker.js?worker&inline";
import { file, packed } from "../data/files";
import type { Form, Scenario } from "../data/form";
import type { ChartsHeader } from "../data/types";
import { dateOf, type War } from "../data/war";
import { Asked, type Months } from "./asked.svelte";
import type { Changes } from "./causes";
import { WeekMeans, weeksOfRun, type Weeks } from "./weeks";

interface Played {
  months: Months;
  weeks: Weeks;
}

/** What-ifs that may wait at once, and those that are over and kept. */
export const MOST_WAITING = 20;
const MOST_KEPT = 20;

export interface Hashes {
  world: string;
  record: string;
}

export class Player {
  /** All what-ifs in the order in which they were asked for. */
  all: Asked[] = $state.raw([]);
  /** The one whose outcome is shown. */
  shown: Asked | null = $state.raw(null);
  /** The war without changes, while it is played for its hashes. */
  check: Asked | null = $state.raw(null);
  regions: string[] = $state.raw([]);

  private engine: Promise<Engine> | undefined;
  private area: ArrayLike<number> = [];
  private first = 0;
  private readonly plain = new Map<number, Played>();
  private readonly halted = new Set<Asked>();
  private number = 0;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly war: War,
    private readonly form: Form,
  ) {}

  /** Load the war ahead, so that it is there when it is asked for. */
  load(): Promise<Engine> {
    this.engine ??= this.open();
    return this.engine;
  }

  private async open(): Promise<Engine> {
    const [module, image, readings] = await Promise.all([file<object>("module"), packed("image", true), packed("readings", true)]);
    const code = module.content.slice().buffer as ArrayBuffer;
    const engine = new Engine({ module: code, image, readings, worker: new PageWorker() });
    const { header, readings: asRead } = await engine.ready;
    this.area = (await engine.array("land.area")) as Float64Array;
    this.first = (header.days as [number, number])[0];
    this.regions = Object.keys(asRead.regions as object);
    return engine;
  }

  get waiting(): Asked[] {
    return this.all.filter((one) => one.phase === "waiting");
  }

  get busy(): boolean {
    return this.check !== null || this.all.some((one) => !one.over);
  }

  /** Let causes be played for some seeds, after what was asked for before; nothing where too many wait. */
  ask(scenario: Scenario, changes: Changes, seeds: number[]): void {
    if (this.waiting.length >= MOST_WAITING) return;
    const one = new Asked((this.number += 1), scenario, changes, seeds);
    const over = this.all.filter((other) => other.over && other !== this.shown);
    const left = new Set(over.slice(0, Math.max(0, over.length + 1 - MOST_KEPT)));
    this.all = [...this.all.filter((other) => !left.has(other)), one];
    if (!this.shown || this.shown.over) this.shown = one;
    this.after(() => this.work(one));
  }

  /** Do something when all that was asked for before is done. */
  private after<T>(what: () => Promise<T>): Promise<T> {
    const made = this.turn.then(what);
    this.turn = made.catch(() => undefined);
    return made;
  }

  /** Play pairs of wars, one seed after the other. */
  private async work(one: Asked): Promise<void> {
    if (one.over) return;
    if (this.shown !== one && this.all[this.all.indexOf(one) - 1] === this.shown) this.shown = one;
    const { seeds, scenario, changes } = one;
    one.wars = seeds.length + seeds.filter((seed) => seed !== this.form.seed && !this.plain.has(seed)).length;
    one.phase = "loading";
    const began = performance.now();
    try {
      const engine = await this.load();
      one.phase = "playing";
      for (const seed of seeds) {
        const after = await this.one(engine, one, scenario, changes, seed);
        const before = after && (await this.before(engine, one, seed));
        if (!before) break;
        one.differences.add(before.weeks, after.weeks);
        one.weeks ??= after.weeks;
        one.pairs = [...one.pairs, { seed, before: before.months, after: after.months }];
        one.seconds = (performance.now() - began) / 1000;
      }
      one.phase = this.halted.has(one) ? "stopped" : "done";
    } catch (trouble) {
      one.trouble = (trouble as Error).message;
      one.phase = "stopped";
    }
  }

  /** Take one out of the queue, or stop it after what is played now is left. */
  async cancel(one: Asked): Promise<void> {
    this.halted.add(one);
    if (one.phase === "waiting") one.phase = "stopped";
    else if (this.engine) await (await this.engine).stop();
  }

  /** Return the war that is shown, with a seed: from the files of the page, or played here. */
  private async before(engine: Engine, asked: Asked, seed: number): Promise<Played | null> {
    const known = this.plain.get(seed);
    if (known) return known;
    const made = seed === this.form.seed ? await this.ofPage() : await this.one(engine, asked, this.form.scenarios[0]!, {}, seed);
    if (made) this.plain.set(seed, made);
    return made;
  }

  private async ofPage(): Promise<Played> {
    const charts = await file<ChartsHeader>("charts");
    return { months: this.inOrder(charts.numbers, charts.header), weeks: await weeksOfRun(this.war, this.form) };
  }

  /** Return the series of the charts in the order of the regions of the readings. */
  private inOrder(series: Record<string, ArrayLike<number>>, { regions, months }: ChartsHeader): Months {
    const row = new Map(regions.map(([id], k) => [id, k]));
    const many = months.length;
    const found: Months = {};
    for (const [name, values] of Object.entries(series)) {
      if (name.startsWith("band ")) continue;
      found[name] = Float32Array.from({ length: many * this.regions.length }, (_, k) => {
        return values[row.get(this.regions[Math.floor(k / many)]!)! * many + (k % many)]!;
      });
    }
    return found;
  }

  /** Play one war; nothing is returned where it was stopped. */
  private async one(engine: Engine, asked: Asked, scenario: Scenario, changes: Changes, seed: number): Promise<Played | null> {
    await this.prepare(engine, scenario, changes, seed);
    const means = new WeekMeans(this.war, this.form, this.area);
    for await (const { day, last, arrays } of engine.play({ watch: Object.values(this.form.watched) })) {
      if (this.halted.has(asked)) break;
      if (day < this.first) continue;
      means.add(day - this.first, arrays);
      if (day % 7 === 0 || day === last) {
        asked.share = (asked.ended + (day - this.first + 1) / this.war.about.days) / asked.wars;
        asked.date = dateOf(this.war.about, day - this.first);
      }
    }
    if (this.halted.has(asked)) return null;
    const months = await engine.months();
    asked.ended += 1;
    const narrow = Object.entries(months).map(([name, values]) => [name, Float32Array.from(values)] as const);
    return { months: Object.fromEntries(narrow), weeks: means.made };
  }

  private async prepare(engine: Engine, scenario: Scenario, changes: Changes, seed: number): Promise<void> {
    const first = scenario.name === this.form.scenarios[0]!.name;
    const difference = await (first ? undefined : packed(`scenario-${scenario.name}`).catch(() => null));
    if (difference === null) throw new Error(`The page cannot play ${scenario.title}; hinterland run --scenario ${scenario.name} does.`);
    await engine.scenario(difference);
    await engine.usual();
    for (const [name, value] of Object.entries(changes)) await engine.set(name, value);
    await engine.seed(seed);
  }

  /** Play the war that is shown and return its hashes, and those of the native program. */
  same(): Promise<{ here: Hashes; native: Hashes } | null> {
    const asked = new Asked(0, this.form.scenarios[0]!, {}, [this.form.seed]);
    return this.after(async () => {
      asked.phase = "playing";
      this.check = asked;
      try {
        const engine = await this.load();
        if (!(await this.one(engine, asked, asked.scenario, {}, this.form.seed))) return null;
        const [here, native] = [await engine.hashes(), (await file<Hashes>("native")).header];
        return { here, native };
      } finally {
        this.check = null;
      }
    });
  }

  /** Return the hashes of the war that was played last. */
  async hashes(): Promise<Hashes> {
    return (await this.load()).hashes();
  }
}

let kept: Player | undefined;

/** Return the player of the page: what it played stays while other views are looked at. */
export function playerOf(war: War, form: Form): Player {
  kept ??= new Player(war, form);
  return kept;
}
