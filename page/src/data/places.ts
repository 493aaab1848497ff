// Places of the gazetteer and named partisan units: what `src/hinterland/page/places.py` and `units.py` write.
import { file } from "./files";
import type { DocumentedEvent, Spelled } from "./types";

export interface Place extends Spelled {
  id: string;
  today?: string;
  /** People of 1939; a place without is known from documented events. */
  people?: number;
  degrees: [lat: number, lon: number];
  at: [number, number];
  cell: number;
  /** How its place and its names by language are known. */
  known: string;
  spelled?: string;
  oblast: number;
  /** Regions of the record that hold it, the smallest first. */
  ground?: number[];
  held?: [from: string, to: string, occupier: string, basis: string][];
  /** Units that the record puts there, and as what. */
  units?: [id: string, words: string][];
  expeditions?: number[];
}

export interface OrderedExpedition {
  id: string;
  words: string;
  when: string;
  standing?: string;
  at: [number, number];
  km: number;
  claims?: string;
}

export type Ground = [id: string, name: string, kind: string, area: number];

export interface PlacesHeader {
  places: Place[];
  /** The names of oblasts and of other ground, as sentences have them. */
  oblasts: string[];
  ground: Ground[];
  expeditions: OrderedExpedition[];
  /** Documented events of other days than those of the run. */
  events: DocumentedEvent[];
}

/** What the record has on a day or between two: a founding, an order, a waypoint, a unit that came over. */
export interface Entry {
  from: string;
  to?: string;
  when: string;
  words: string;
  sure?: boolean;
  basis: string;
  at?: [number, number];
  order?: [from: [number, number], to: [number, number]];
  march?: string;
  claims?: string;
  url?: string;
  note?: string;
}

export interface Person {
  name: string;
  role?: string;
  when?: string;
  note?: string;
  sure?: boolean;
}

export interface Biography {
  id: string;
  name: string;
  level: string;
  commander?: string;
  commissar?: string;
  formed: string;
  men?: number;
  at: [number, number];
  spot?: string;
  based?: boolean;
  sure?: boolean;
  note?: string;
  entry?: Person;
  leader?: Person;
  /** Other units that the same commander led. */
  led?: string[];
  oblast: number;
  diary: Entry[];
  events?: DocumentedEvent[];
  /** Of the run: where it lay from which day on, and its people then. */
  way?: [day: number, cell: number, people: number][];
  /** The day after its last in the run, or that on which its detachment takes another name. */
  last?: number;
}

/** What a unit did in a week of the run. */
export interface Actions {
  week: number;
  words: string;
}

export interface Units {
  list: Biography[];
  /** People of a unit on the last day of every week, NaN where it does not exist. */
  people: (row: number) => number[];
  actions: (row: number) => Actions[];
}

const NOBODY = 65_535;

export async function openPlaces(): Promise<PlacesHeader> {
  return (await file<PlacesHeader>("places")).header;
}

export async function openUnits(): Promise<Units> {
  const { header, numbers, shapes } = await file<{ units: Biography[]; actions: [one: string, many: string][] }>("units");
  const n = (name: string) => numbers[name]!;
  const weeks = shapes.people![1]!;
  return {
    list: header.units,
    people: (row) => Array.from(n("people").subarray(row * weeks, (row + 1) * weeks), (many) => (many === NOBODY ? NaN : many)),
    actions: (row) => {
      const found: Actions[] = [];
      for (let k = n("action_starts")[row]!; k < n("action_starts")[row + 1]!; k += 1) {
        const [week, sum] = [n("action_week")[k]!, n("action_sum")[k]!];
        const words = `${sum} ${header.actions[n("action_kind")[k]!]![sum === 1 ? 0 : 1]}`;
        const last = found.at(-1);
        if (last?.week === week) last.words += `, ${words}`;
        else found.push({ week, words });
      }
      return found;
    },
  };
}

const BASES: Record<string, string> = { memory: "from memory", house: "assumed by the house" };

/** Return in words how something is known where it was not looked up. */
export function standing(basis: string | undefined): string {
  return BASES[basis ?? ""] ?? "";
}
