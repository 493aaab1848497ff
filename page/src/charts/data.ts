// What a chart shows: lines by month, bands of an ensemble, and claims as marks; and the same as a table.
import { dateOf } from "../data/war";
import { SERVICES } from "../shared/words";
import type { Opened } from "../data/files";
import type { About, ChartsHeader, Claim, ClaimsHeader, Quantity, Side } from "../data/types";

const MONTH = 30.4;
const [WEEK, SHORT] = [7, 28];
/** Two names of one ground: the occupied land is all of the Union that the record speaks of. */
const WHOLE = ["USSR", "USSR_occupied"];

/** Quantities that are asked for most; the dead stand first. */
export const OFTEN = [
  ...["civilians.killed", "partisans.strength", "rails.cut", "trains.derailed"],
  ...["railway.attacks", "railway.capacity_share", "axis.dead", "zones.area_share"],
];

const SIDES = ["soviet", "german"];

export interface Line {
  by: Side | "truth" | "changed" | "difference";
  values: number[];
}

export interface Chart {
  quantity: Quantity;
  region: [id: string, name: string];
  months: [string, string][];
  /** The middle of each month, in days from the first of the run. */
  middles: number[];
  days: number;
  /** Days of each month that the run has. */
  lengths: number[];
  lines: Line[];
  /** Values below which 5, 25, 50, 75 and 95 in a hundred runs lie, by month, as they were. */
  band: number[][] | null;
  /** The same of what each side would report, where the ensemble has it. */
  spoken: { by: Side; band: number[][] }[];
  claims: Claim[];
}

/** Return the chart of a quantity in a region; of the first one of each, where what is asked for is not there. */
export function chartOf(about: About, charts: Opened<ChartsHeader>, claims: ClaimsHeader, asked: string, place: string): Chart {
  const { regions, months, quantities, bands } = charts.header;
  const quantity = quantities.find((one) => one.name === asked) ?? quantities[0]!;
  const { name } = quantity;
  const row = Math.max(0, regions.findIndex(([id]) => id === place));
  const region = regions[row]!;
  const ends = months.map(([first, last]) => [number(about, first), number(about, last)] as const);
  const lengths = ends.map(([first, last]) => last - first + 1);
  const read = (key: string, at: number) => rowOf(charts.numbers[key]!, at, quantity, lengths);
  const lines: Line[] = [{ by: "truth", values: read(name, row) }];
  for (const side of quantity.said) lines.push({ by: side, values: read(`${name}:${side}`, row) });
  const band = (series: string) =>
    bands.some(([banded, of]) => banded === series && of === region[0]) ? [0, 1, 2, 3, 4].map((k) => read(`band ${series} ${region[0]}`, k)) : null;
  const places = WHOLE.includes(region[0]) ? WHOLE : [region[0]];
  return {
    quantity,
    region,
    months,
    middles: ends.map(([first, last]) => (first + last) / 2),
    days: about.days,
    lengths,
    lines: lines.filter((one) => one.values.some(Number.isFinite)),
    band: band(name),
    spoken: quantity.said.flatMap((by) => {
      const found = band(`${name}:${by}`);
      return found ? [{ by, band: found }] : [];
    }),
    claims: claims.claims.filter((one) => one.mark && one.quantity === name && places.includes(one.region ?? "")),
  };
}

/** Return the values of a region by month; a month that the run has in part is raised to a whole one in a flow. */
export function rowOf(values: ArrayLike<number>, row: number, quantity: Quantity, lengths: number[]): number[] {
  return lengths.map((length, k) => {
    const value = values[row * lengths.length + k]!;
    return quantity.kind === "flow" && length >= WEEK && length < SHORT ? (value * MONTH) / length : value;
  });
}

function number(about: About, date: string): number {
  return Math.round((Date.parse(date) - Date.parse(about.first)) / 86_400_000);
}

/** Return a chart as each side could have drawn it on a day: its own reports and claims about days that were over by then. */
export function knownOn(chart: Chart, about: About, date: string): Chart {
  const day = number(about, date);
  const until = (values: number[]) => values.map((value, k) => (chart.months[k]![1] <= date ? value : NaN));
  return {
    ...chart,
    lines: chart.lines.filter((one) => one.by !== "truth").map((one) => ({ ...one, values: until(one.values) })),
    band: null,
    spoken: chart.spoken.map((one) => ({ ...one, band: one.band.map(until) })),
    claims: chart.claims.filter((one) => SIDES.includes(one.by) && one.mark![1] <= day),
  };
}

/** Return the unit of a chart in words. */
export function unitOf(quantity: Quantity): string {
  return quantity.units + (quantity.kind === "flow" ? " a month" : "");
}

export const OTHER_LINES: Record<string, string> = {
  truth: "as it was in the model",
  changed: "under the causes that you chose",
  difference: "with your causes less without them",
};

/** Return who speaks in a line: an ally's figures lie under the side that he is on. */
export function speakerOf(quantity: Quantity, by: Line["by"]): string {
  return quantity.speakers[by as Side] ?? by;
}

/** Return in words what a line of a chart is. */
export function spoken(quantity: Quantity, by: Line["by"]): string {
  return OTHER_LINES[by] ?? `as ${SERVICES[speakerOf(quantity, by)]} would report it`;
}

/** Return a chart as the text of a CSV file: a row for each value of the model and each claim, with its id. */
export function csvOf(chart: Chart, about: About): string {
  const unit = unitOf(chart.quantity);
  const rows: (string | number | null)[][] = [
    ["basis", "quantity", "region", "from", "to", "said_by", "low", "best", "high", "unit", "claim", "source", "held_out", "verified"],
  ];
  const about_it = [chart.quantity.name, chart.region[0]];
  const cell = (value: number | null | undefined) => (Number.isFinite(value) ? Number(value!.toPrecision(7)) : "");
  for (const line of chart.lines) {
    chart.months.forEach(([first, last], k) => {
      rows.push(["model", ...about_it, first, last, speakerOf(chart.quantity, line.by), "", cell(line.values[k]), "", unit, "", `run of ${about.scenario}, seed ${about.seed}`, "", ""]);
    });
  }
  chart.months.forEach(([first, last], k) => {
    if (chart.band) {
      const [low, , middle, , high] = chart.band;
      rows.push(["model", ...about_it, first, last, "ensemble: 5, 50, 95 %", cell(low![k]), cell(middle![k]), cell(high![k]), unit, "", `${about.runs} runs`, "", ""]);
    }
  });
  for (const one of chart.claims) {
    const [first, last, ...figures] = one.mark!;
    const dates = [dateOf(about, first), dateOf(about, last)];
    rows.push(["record", ...about_it, ...dates, one.by, ...figures.map(cell), unit, one.id, one.read_at ?? "", one.held ? "yes" : "no", one.sure ? "looked up" : "from memory"]);
  }
  return rows.map((row) => row.map(quoted).join(",")).join("\n") + "\n";
}

function quoted(value: string | number | null): string {
  const text = String(value ?? "");
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
