// Where the tour stands, and what the page shows there.
import type { Stop } from "../data/teaching";
import { LAYERS } from "../map/layers";
import { shown } from "../shared/address.svelte";

/** Return the number of the stop that an address names, the first where it names none. */
export function numberOf(stops: Stop[], name: string): number {
  return Math.max(0, stops.findIndex((one) => one.name === name));
}

/** Let the page show what a stop shows; what was picked before is let go. */
export function show({ show: of }: Stop): void {
  Object.assign(shown, { cell: "", line: "", unit: "" });
  if (of.view === "charts") Object.assign(shown, { chart: of.chart, region: of.region });
  else {
    const switched = LAYERS.filter(({ name, usual }) => usual !== of.layers.includes(name)).map((one) => one.name);
    Object.assign(shown, { date: of.date, field: of.field, switched: switched.join(" "), at: of.at });
  }
}
