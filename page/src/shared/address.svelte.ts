// What the page shows, kept in its address: a link to it shows the same.
import { kiosk } from "./kiosk";

export const VIEWS = ["map", "compare", "charts", "whatif", "places", "claims", "own", "tour", "lessons", "about"] as const;
export type View = (typeof VIEWS)[number];

const USUAL = {
  view: "map" as View,
  date: "1943-08-02",
  field: "strength",
  cell: "",
  at: "",
  switched: "",
  line: "",
  unit: "",
  names: "",
  chart: "partisans.strength",
  region: "USSR",
  known: "",
  claim: "",
  dispute: "",
  stop: "",
  lesson: "",
  sheet: "",
  search: "",
  by: "",
  place: "",
  biography: "",
  find: "",
  scenario: "",
  set: "",
  seed: "1",
  seeds: "1",
  played: "",
  asked: "",
  left: "run",
  right: "run",
  later: "",
  shows: "",
};
export type Shown = typeof USUAL;

/** Keys that say by themselves which view is meant. */
const IMPLY: [View, (keyof Shown)[]][] = [
  ["claims", ["claim", "dispute", "search"]],
  ["places", ["place", "biography", "find"]],
  ["own", ["asked"]],
  ["whatif", ["played"]],
  ["tour", ["stop"]],
  ["lessons", ["lesson"]],
  ["compare", ["later", "shows"]],
];

/** Return what an address asks for; a claim, a chart or a search alone says which view it is. A kiosk has the tour alone. */
export function read(hash: string): Shown {
  const asked = new URLSearchParams(hash.replace(/^#/, ""));
  const found = { ...USUAL };
  for (const key of Object.keys(USUAL) as (keyof Shown)[]) {
    const value = asked.get(key);
    if (value !== null) (found[key] as string) = value;
  }
  if (!asked.has("view") && asked.has("chart")) found.view = "charts";
  if (!asked.has("view") && (asked.has("scenario") || asked.has("set"))) found.view = "whatif";
  for (const [view, keys] of IMPLY) if (!asked.has("view") && keys.some((key) => asked.has(key))) found.view = view;
  if (!asked.has("view") && (asked.has("left") || asked.has("right"))) found.view = "compare";
  if (!VIEWS.includes(found.view)) found.view = "map";
  if (kiosk.on) found.view = "tour";
  return found;
}

/** Return the shortest address of what is shown. */
export function written(shown: Shown): string {
  const parts = new URLSearchParams();
  const implied = IMPLY.some(([view, keys]) => view === shown.view && keys.some((key) => shown[key]));
  if (shown.view !== USUAL.view && !implied) parts.set("view", shown.view);
  for (const key of KEYS[shown.view]) if (shown[key] !== USUAL[key]) parts.set(key, shown[key]);
  for (const [key, value] of kiosk.asked) parts.set(key, value);
  return parts.toString();
}

const KEYS: Record<View, (keyof Shown)[]> = {
  map: ["date", "field", "cell", "line", "unit", "at", "switched", "names"],
  compare: ["left", "right", "later", "shows", "date", "field", "cell", "at", "names", "scenario", "set", "seed", "seeds"],
  charts: ["chart", "region", "known"],
  whatif: ["played", "scenario", "set", "seed", "seeds", "chart", "region", "date", "field", "at"],
  claims: ["claim", "dispute", "search", "by", "names"],
  places: ["place", "biography", "find", "names"],
  tour: ["stop"],
  lessons: ["lesson", "sheet"],
  own: ["asked"],
  about: [],
};

export const shown: Shown = $state(read(location.hash));

/** Return the row that a text of the address names, of so many; -1 where it names none. */
export function rowIn(text: string, many: number): number {
  return /^\d+$/.test(text) && Number(text) < many ? Number(text) : -1;
}

/** Return what makes a new place in the history of the browser when it changes. */
export function placeOf(shown: Shown): string {
  const opened = [shown.claim, shown.dispute, shown.place, shown.biography, shown.stop, shown.lesson, shown.sheet];
  return [shown.view, ...opened].join(" ");
}

const PATIENCE_MS = 300;
let last = location.hash.slice(1);
let waiting = 0;

/** Take up an address that the reader gave, keeping what it does not speak of. */
export function follow(hash: string): void {
  const found = read(hash);
  for (const key of ["view", ...KEYS[found.view]] as (keyof Shown)[]) (shown[key] as string) = found[key];
  last = written(shown);
}

/** Write the address: at once, as a new place in the history of the browser, for a step; else when nothing more changes. */
export function write(address: string, step: boolean): void {
  clearTimeout(waiting);
  if (address === last) return;
  const target = address ? `#${address}` : location.pathname + location.search;
  const put = () => {
    last = address;
    if (step) history.pushState(null, "", target);
    else history.replaceState(null, "", target);
  };
  if (step) put();
  else waiting = window.setTimeout(put, PATIENCE_MS);
}
