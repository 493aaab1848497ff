// Plays pairs of wars in the page: the one that is shown, and the same seed under causes that were changed.
import { War as Engine } from "../../../src/hinterland/web/js/war.js";
import PageWorker from "../../../src/hinterland/web/js/worker.js?worker&inline";
import { file, packed } from "../data/files";
import type { Form, Scenario } from "../data/form";
import type { ChartsHeader } from "../data/types";
import { dateOf, type War } from "../data/war";
import { inAddress, type Changes } from "./causes";
import { Differences, WeekMeans, weeksOfRun, type Weeks } from "./weeks";

/** Every quantity by region and month, by `name` and `name:side`. */
export type Months = Record<string, ArrayLike<number>>;

interface Played {
  months: Months;
  weeks: Weeks;
}

/** One seed: the war that is shown, and the one with other causes. */
export interface Pair {
  seed: number;
  before: Months;
  after: Months;
}

export interface Hashes {
  world: string;
  record: string;
}

export class Player {
  /** What is being played or has been: the scenario and its changes in words of an address. */
  of = $state("");
  phase: "idle" | "loading" | "playing" | "done" | "stopped" = $state("idle");
  trouble = $state("");
  date = $state("");
  share = $state(0);
  wars = $state(0);
  ended = $state(0);
  seconds = $state(0);
  pairs: Pair[] = $state.raw([]);
  differences: Differences | null = $state.raw(null);
  regions: string[] = $state.raw([]);

  private engine: Promise<Engine> | undefined;
  private area: ArrayLike<number> = [];
  private first = 0;
  private readonly plain = new Map<number, Played>();
  private halted = false;

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
    const [module, image, readings] = await Promise.all([file<object>("module"), packed("image"), packed("readings")]);
    const code = module.content.slice().buffer as ArrayBuffer;
    const engine = new Engine({ module: code, image, readings, worker: new PageWorker() });
    const { header, readings: told } = await engine.ready;
    this.area = (await engine.array("land.area")) as Float64Array;
    this.first = (header.days as [number, number])[0];
    this.regions = Object.keys(told.regions as object);
    return engine;
  }

  /** Play pairs of wars for some seeds, one after the other; what was there before is left. */
  async play(scenario: Scenario, changes: Changes, seeds: number[]): Promise<void> {
    if (this.phase === "loading" || this.phase === "playing") return;
    this.trouble = "";
    this.of = `${scenario.name} ${inAddress(changes)}`;
    this.pairs = [];
    this.differences = new Differences();
    this.halted = false;
    this.ended = 0;
    this.share = 0;
    this.wars = seeds.length + seeds.filter((seed) => seed !== this.form.seed && !this.plain.has(seed)).length;
    this.phase = "loading";
    const began = performance.now();
    try {
      const engine = await this.load();
      this.phase = "playing";
      for (const seed of seeds) {
        const after = await this.one(engine, scenario, changes, seed);
        const before = after && (await this.before(engine, seed));
        if (!before) break;
        this.differences.add(before.weeks, after.weeks);
        this.pairs = [...this.pairs, { seed, before: before.months, after: after.months }];
        this.seconds = (performance.now() - began) / 1000;
      }
      this.phase = this.halted ? "stopped" : "done";
    } catch (trouble) {
      this.trouble = (trouble as Error).message;
      this.phase = "stopped";
    }
  }

  /** Stop after what is played now is left. */
  async stop(): Promise<void> {
    this.halted = true;
    if (this.engine) await (await this.engine).stop();
  }

  /** Return the war that is shown, with a seed: from the files of the page, or played here. */
  private async before(engine: Engine, seed: number): Promise<Played | null> {
    const known = this.plain.get(seed);
    if (known) return known;
    const made = seed === this.form.seed ? await this.shown() : await this.one(engine, this.form.scenarios[0]!, {}, seed);
    if (made) this.plain.set(seed, made);
    return made;
  }

  private async shown(): Promise<Played> {
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
  private async one(engine: Engine, scenario: Scenario, changes: Changes, seed: number): Promise<Played | null> {
    await this.prepare(engine, scenario, changes, seed);
    const means = new WeekMeans(this.war, this.form, this.area);
    for await (const { day, last, arrays } of engine.play({ watch: Object.values(this.form.watched) })) {
      if (this.halted) break;
      if (day < this.first) continue;
      means.add(day - this.first, arrays);
      if (day % 7 === 0 || day === last) {
        this.share = (this.ended + (day - this.first + 1) / this.war.about.days) / this.wars;
        this.date = dateOf(this.war.about, day - this.first);
      }
    }
    if (this.halted) return null;
    const months = await engine.months();
    this.ended += 1;
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
  async same(): Promise<{ here: Hashes; native: Hashes } | null> {
    this.halted = false;
    this.phase = "playing";
    [this.wars, this.ended, this.share] = [1, 0, 0];
    try {
      const engine = await this.load();
      const played = await this.one(engine, this.form.scenarios[0]!, {}, this.form.seed);
      if (!played) return null;
      const [here, native] = [await engine.hashes(), (await file<Hashes>("native")).header];
      return { here, native };
    } finally {
      this.phase = this.pairs.length ? "done" : "idle";
    }
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
