// Reads the record of a war: quantities by day and region, as they were and as a side says them, and what a claim asks.

import { dateOf } from "./days.js";

/** Return what the readings say of a quantity. */
export function quantityOf(readings, name) {
  const q = readings.quantities[name];
  if (!q) throw new RangeError(`no quantity is called ${name}`);
  return q;
}

/** Return what the readings say of a region. */
export function regionOf(readings, region) {
  const place = readings.regions[region];
  if (!place) throw new RangeError(`no region is called ${region}`);
  return place;
}

export class Reader {
  /** Take the readings of an image, the figures that were recorded, and the first day of the record. */
  constructor(readings, record, first) {
    this.readings = readings;
    this.record = record;
    this.first = first;
    this.inside = new Map();
  }

  /** Return a quantity by day in a region; `saidBy` is "", "soviet" or "german". Of victims each day is the mean of its month. */
  values(name, region = "USSR", saidBy = "") {
    const victims = this._quantity(name).victims?.includes(saidBy);
    if (victims && !this._region(region).whole) throw new RangeError(`${name} counts victims, and ${region} holds no whole oblast`);
    const days = this._everyDay(name, region, saidBy);
    return victims ? this._byMonth(days) : days;
  }

  _quantity(name) {
    return quantityOf(this.readings, name);
  }

  /** Return a quantity by day as it was recorded. */
  _everyDay(name, region, saidBy) {
    const q = this._quantity(name);
    if (q.over) {
      const over = this._everyDay(q.over, region, "");
      const under = this._everyDay(q.under, region, "");
      return over.map((x, n) => (under[n] > 0 ? (q.factor * x) / under[n] : NaN));
    }
    const rows = q.rows[saidBy];
    if (!rows) throw new RangeError(`the ${saidBy} side says nothing of ${name}`);
    const total = new Float64Array(this.record.days);
    for (const row of rows) this._add(total, row, region);
    if (q.kind === "mean") for (let n = 0; n < total.length; n += 1) total[n] /= Math.max(this._region(region).people, 1);
    return total;
  }

  _region(region) {
    return regionOf(this.readings, region);
  }

  _add(total, row, region) {
    if (!this.inside.has(region)) {
      const mask = new Uint8Array(65_536);
      for (const atom of this._region(region).atoms) mask[atom] = 1;
      this.inside.set(region, mask);
    }
    const mask = this.inside.get(region);
    for (let day = 0; day < total.length; day += 1) {
      const { atoms, figures, from, to } = this._figures(day, row);
      let sum = 0;
      for (let n = from; n < to; n += 1) if (mask[atoms[n]]) sum += figures[n];
      total[day] += sum;
    }
  }

  _byMonth(values) {
    const out = new Float64Array(values.length);
    let start = 0;
    for (let day = 1; day <= values.length; day += 1) {
      if (day < values.length && this._month(day) === this._month(start)) continue;
      const mean = values.subarray(start, day).reduce((a, b) => a + b, 0) / (day - start);
      out.fill(mean, start, day);
      start = day;
    }
    return out;
  }

  _month(day) {
    return dateOf(this.first + day).toISOString().slice(0, 7);
  }

  /**
   * Return every quantity by month in every region, as it was (`name`) and as sides say it (`name:side`): arrays of
   * regions by months, sums of a flow, ratios of sums of a share, else means. Victims have NaN where no oblast is whole.
   */
  months() {
    const begins = this._monthBegins();
    const lengths = begins.slice(1).map((end, m) => end - begins[m]);
    const found = {};
    for (const [name, q] of Object.entries(this.readings.quantities)) {
      if (q.over) {
        const [over, under] = [q.over, q.under].map((part) => this._monthSums(part, "", begins));
        found[name] = over.map((x, k) => (under[k] > 0 ? (q.factor * x) / under[k] : NaN));
        continue;
      }
      for (const side of Object.keys(q.rows)) {
        const sums = this._monthSums(name, side, begins);
        found[side ? `${name}:${side}` : name] = q.kind === "flow" ? sums : sums.map((x, k) => x / lengths[k % lengths.length]);
      }
    }
    return found;
  }

  _monthBegins() {
    const begins = [];
    for (let day = 0; day < this.record.days; day += 1) if (!day || this._month(day) !== this._month(day - 1)) begins.push(day);
    return [...begins, this.record.days];
  }

  /** Return sums over the days of each month, regions by months. */
  _monthSums(name, side, begins) {
    const q = this._quantity(name);
    const regions = Object.values(this.readings.regions);
    const many = begins.length - 1;
    const atoms = this._monthAtoms(q.rows[side], begins);
    const width = atoms.length / many;
    const shown = !q.victims?.includes(side);
    const sums = new Float64Array(regions.length * many);
    regions.forEach((region, r) => {
      const share = q.kind === "mean" ? Math.max(region.people, 1) : 1;
      for (let m = 0; m < many; m += 1) {
        let sum = shown || region.whole ? 0 : NaN;
        for (const atom of region.atoms) if (atom < width) sum += atoms[m * width + atom];
        sums[r * many + m] = sum / share;
      }
    });
    return sums;
  }

  /** Return the sum of rows of the record over the days of each month, months by atoms. */
  _monthAtoms(rows, begins) {
    const width = 1 + Object.values(this.readings.regions).reduce((most, { atoms }) => Math.max(most, ...atoms), 0);
    const sums = new Float64Array((begins.length - 1) * width);
    for (const row of rows) {
      for (let m = 0; m + 1 < begins.length; m += 1) {
        for (let day = begins[m]; day < begins[m + 1]; day += 1) {
          const { atoms, figures, from, to } = this._figures(day, row);
          for (let n = from; n < to; n += 1) if (atoms[n] < width) sums[m * width + atoms[n]] += figures[n];
        }
      }
    }
    return sums;
  }

  /** Return where the figures of a row lie on a day: a piece of the record, and from where to where in it. */
  _figures(day, row) {
    const { starts, pieces, columns } = this.record;
    const [from, to] = [Number(starts[day * columns + row]), Number(starts[day * columns + row + 1])];
    let p = pieces.length - 1;
    while (p > 0 && from < pieces[p].first) p -= 1;
    const { first, atoms, figures } = pieces[p];
    return { atoms, figures, from: from - first, to: to - first };
  }

  /** Return the figure that stands beside a claim, NaN where its days were not recorded. */
  beside([, name, region, first, last, saidBy, take]) {
    const from = first - this.first;
    const to = last - this.first + 1;
    if (from < 0 || to > this.record.days) return NaN;
    const days = [...this._everyDay(name, region, saidBy).subarray(from, to)].filter(Number.isFinite);
    if (!days.length) return NaN;
    const sum = days.reduce((a, b) => a + b, 0);
    const ways = { sum, mean: sum / days.length, rate: sum / days.length, first: days[0], last: days[days.length - 1] };
    if (take === "max") return Math.max(...days);
    return take === "min" ? Math.min(...days) : ways[take];
  }
}
