// The war as the map shows it: ground, fields by week, and single figures.
import { file, type Opened } from "./files";
import type { About, DocumentedEvent, Field, LandHeader, MapHeader } from "./types";

export const NOTHING = 255;
const BYTE = 256;
/** The code of the highest value of a field, as `page/fields.py` has it. */
const WHOLE = 65_279;
const WEEK = 7;

/** Lines or rings of places in tenths of km, one after another; the n-th goes from `starts[n]` to `starts[n + 1]`. */
export interface Lines {
  points: Int16Array;
  starts: Uint32Array;
}

export interface Land extends LandHeader {
  cells: Lines;
  middles: Int16Array;
  oblastOf: Uint16Array;
  area: Float32Array;
  shapes: Record<"box" | "land" | "lake" | "state" | "republic" | "front", Lines>;
  frontOfWeek: Uint16Array;
  railways: Int16Array;
}

/** A field with its upper bytes, week by week (by month for a field of oblasts). */
export interface Played extends Field {
  upper: Uint8Array;
  width: number;
  /** Whether it shows by how much two wars differ, as `data/difference.ts` codes it. */
  difference?: boolean;
  /** For each place in `upper`, 1 where pairs of wars disagree. */
  unsure?: Uint8Array;
}

export interface War {
  about: About;
  land: Land;
  fields: Played[];
  lost: Uint8Array;
  weeks: number;
  monthOfWeek: number[];
  events: DocumentedEvent[];
}

export async function openWar(): Promise<War> {
  const [about, land, map, documented] = await Promise.all([
    file<About>("about"),
    file<LandHeader>("land"),
    file<MapHeader>("map"),
    file<{ events: DocumentedEvent[] }>("documented"),
  ]);
  const n = land.numbers;
  const lines = (name: string): Lines => ({ points: n[name] as Int16Array, starts: n[`${name}_starts`] as Uint32Array });
  const weeks = Math.ceil(about.header.days / WEEK);
  return {
    about: about.header,
    land: {
      ...land.header,
      cells: lines("cells"),
      middles: n.middles as Int16Array,
      oblastOf: n.oblast as Uint16Array,
      area: n.area as Float32Array,
      shapes: {
        box: lines("box"),
        land: lines("land"),
        lake: lines("lake"),
        state: lines("state"),
        republic: lines("republic"),
        front: lines("front"),
      },
      frontOfWeek: n.front_of_week as Uint16Array,
      railways: n.railways as Int16Array,
    },
    ...fieldsOf(map),
    weeks,
    monthOfWeek: Array.from({ length: weeks }, (_, week) => monthOf(about.header, week)),
    events: documented.header.events,
  };
}

/** Return the fields of a run and what its railway lines lost, of the file that holds their upper bytes. */
export function fieldsOf(map: Opened<MapHeader>): Pick<War, "fields" | "lost"> {
  const rows = (name: string) => summed(map.numbers[name] as Uint8Array, map.shapes[name]![1]!);
  const fields = map.header.fields.map((one) => ({ ...one, upper: rows(one.id), width: map.shapes[one.id]![1]! }));
  return { fields, lost: rows("lines") };
}

/** Return rows of bytes from their differences: each row is what it adds to the row before it. */
function summed(rows: Uint8Array, width: number): Uint8Array {
  for (let k = width; k < rows.length; k += 1) rows[k] = rows[k]! + rows[k - width]!;
  return rows;
}

function monthOf(about: About, week: number): number {
  const day = dateOf(about, week * WEEK);
  return about.months.findIndex(([first, last]) => first <= day && day <= last);
}

/** Return the date of a day of the run, counted from 0. */
export function dateOf(about: About, day: number): string {
  const when = new Date(`${about.first}T00:00:00Z`);
  when.setUTCDate(when.getUTCDate() + day);
  return when.toISOString().slice(0, 10);
}

/** Return the week of a date, within those of the run. */
export function weekOf(war: War, date: string): number {
  const days = (Date.parse(`${date}T00:00:00Z`) - Date.parse(`${war.about.first}T00:00:00Z`)) / 86_400_000;
  return Math.max(0, Math.min(war.weeks - 1, Math.floor((days || 0) / WEEK)));
}

/** Return the first and the last day of a week of the run. */
export function daysOf(war: War, week: number): [number, number] {
  return [week * WEEK, Math.min(week * WEEK + WEEK, war.about.days) - 1];
}

/** Return the date of the first day of a week of the run. */
export function beginOf(war: War, week: number): string {
  return dateOf(war.about, daysOf(war, week)[0]);
}

/** Return how many of those killed by month, of this run or another of its days, are killed up to the end of a week's month. */
export function killedUntil(war: War, killed: number[], week: number): number {
  return killed.slice(0, war.monthOfWeek[week]! + 1).reduce((a, b) => a + b, 0);
}

/** Return the row of a field for a week, and its place in the row for a cell. */
export function placeOf(war: War, field: Played, week: number, cell: number): number {
  const row = field.place === "cell" ? week : war.monthOfWeek[week]!;
  return row * field.width + (field.place === "cell" ? cell : war.land.oblastOf[cell]!);
}

/** Return the value that an upper byte stands for, of which the middle is taken; NaN for none. */
export function roughly(field: Field, upper: number): number {
  return upper === NOTHING ? NaN : valueOf(field, upper === 0 ? 0 : upper * BYTE + BYTE / 2);
}

/** Return a value as the page would read it from the code of a field. */
export function asRead(field: Field, value: number): number {
  return valueOf(field, Math.round(WHOLE * (value / field.top) ** (1 / field.power)));
}

/** Return all values of a field from both of its bytes; NaN where there is none. */
export function valuesOf(field: Played, lower: Uint8Array): Float32Array {
  return Float32Array.from(field.upper, (upper, k) => (upper === NOTHING ? NaN : valueOf(field, upper * BYTE + lower[k]!)));
}

/** Return a field with other values, week by week; its highest value is that of both. */
export function withValues(field: Played, values: Float32Array): Played {
  const top = values.reduce((most, value) => (value > most ? value : most), field.top);
  const upper = Uint8Array.from(values, (value) => (Number.isNaN(value) ? NOTHING : Math.floor((WHOLE * (value / top) ** (1 / field.power)) / BYTE)));
  return { ...field, top, upper };
}

function valueOf(field: Field, code: number): number {
  return field.top * (code / WHOLE) ** field.power;
}

/** Return a field of a cell through all weeks, to within the last byte of what the run holds; NaN where there is none. */
export async function history(war: War, field: Played, cell: number): Promise<number[]> {
  const { numbers } = await file<object>("figures");
  const lower = numbers[field.id] as Uint8Array;
  return Array.from({ length: war.weeks }, (_, week) => {
    const at = placeOf(war, field, week, cell);
    const upper = field.upper[at]!;
    return upper === NOTHING ? NaN : valueOf(field, upper * BYTE + lower[at]!);
  });
}
