// Means of every week by cell, of the fields that the map can compare, while a war is played.
import { codeOf } from "../data/difference";
import { file } from "../data/files";
import { asRead, NOTHING, valuesOf, type Played, type War } from "../data/war";
import type { Form } from "../data/form";

const WEEK = 7;
const AREA = 1000;

/** A field by week and cell, as the page reads it, so that one war can be set beside another. */
export type Weeks = Record<string, Float32Array>;

/** Adds up the days of a war to means of weeks. */
export class WeekMeans {
  readonly made: Weeks = {};
  private readonly sums = new Map<string, Float64Array>();
  private days = 0;

  constructor(
    private readonly war: War,
    private readonly form: Form,
    private readonly area: ArrayLike<number>,
  ) {
    for (const id of Object.keys(form.watched)) {
      this.made[id] = new Float32Array(war.weeks * war.about.cells);
      this.sums.set(id, new Float64Array(war.about.cells));
    }
  }

  /** Take the arrays of a day of the run, counted from 0. */
  add(day: number, arrays: Record<string, ArrayLike<number>>): void {
    this.days += 1;
    for (const [id, name] of Object.entries(this.form.watched)) {
      const [sum, values] = [this.sums.get(id)!, arrays[name]!];
      for (let cell = 0; cell < sum.length; cell += 1) sum[cell]! += values[cell]!;
    }
    if (day % WEEK === WEEK - 1 || day === this.war.about.days - 1) this.close(Math.floor(day / WEEK));
  }

  private close(week: number): void {
    for (const [id, sum] of this.sums) {
      const field = this.war.fields.find((one) => one.id === id)!;
      const [row, at] = [this.made[id]!, week * sum.length];
      for (let cell = 0; cell < sum.length; cell += 1) {
        const mean = sum[cell]! / this.days / this.area[cell]!;
        const value = id === "held" ? 100 * Math.min(mean, 1) : AREA * mean;
        row[at + cell] = field.upper[at + cell] === NOTHING ? NaN : asRead(field, value);
      }
      sum.fill(0);
    }
    this.days = 0;
  }
}

/** Return the weeks of the run that the page shows. */
export async function weeksOfRun(war: War, form: Form): Promise<Weeks> {
  const { numbers } = await file<object>("figures");
  const read = (id: string) => valuesOf(war.fields.find((one) => one.id === id)!, numbers[id] as Uint8Array);
  return Object.fromEntries(Object.keys(form.watched).map((id) => [id, read(id)]));
}

/** Differences of pairs of wars by week and cell: their sum, and in how many pairs the changed war has more, or less. */
export class Differences {
  many = 0;
  readonly sums: Weeks = {};
  readonly more: Record<string, Uint8Array> = {};
  readonly less: Record<string, Uint8Array> = {};

  add(before: Weeks, after: Weeks): void {
    this.many += 1;
    for (const [id, now] of Object.entries(after)) {
      const was = before[id]!;
      const sum = (this.sums[id] ??= new Float32Array(now.length));
      const [more, less] = [(this.more[id] ??= new Uint8Array(now.length)), (this.less[id] ??= new Uint8Array(now.length))];
      for (let k = 0; k < now.length; k += 1) {
        const difference = now[k]! - was[k]!;
        sum[k]! += difference;
        if (difference > 0) more[k]! += 1;
        else if (difference < 0) less[k]! += 1;
      }
    }
  }

  /** Return a field of the map that shows the mean difference of the pairs, and the cells of each week in which they disagree. */
  field(of: Played): Played {
    const sums = this.sums[of.id]!;
    const top = (of.steps.at(-1) ?? 1) as number;
    const upper = new Uint8Array(sums.length);
    const unsure = new Uint8Array(sums.length);
    for (let k = 0; k < sums.length; k += 1) {
      const mean = sums[k]! / this.many;
      upper[k] = Number.isNaN(mean) ? NOTHING : codeOf(mean, top);
      unsure[k] = Number(Math.min(this.more[of.id]![k]!, this.less[of.id]![k]!) > this.many / AGREE);
    }
    return { ...of, upper, unsure, top, difference: true };
  }
}

/** Pairs agree where fewer than one in so many goes the other way. */
const AGREE = 5;
