// The layers of the map: their names, how each is drawn, and whose word it is.
import type { Layers } from "./draw";

export interface Layer {
  name: keyof Layers;
  words: string;
  of: ("record" | "model")[];
  /** Whether it is on the map before the reader asks for it. */
  usual: boolean;
}

export const LAYERS: Layer[] = [
  { name: "railways", words: "Railways that lost 10, 30, 60 % of their capacity", of: ["model"], usual: true },
  { name: "front", words: "Front", of: ["record"], usual: true },
  { name: "zones", words: "Ground that partisans hold: half a cell or more", of: ["model"], usual: true },
  { name: "events", words: "Documented crime (square), other event (circle)", of: ["record"], usual: true },
  { name: "frontiers", words: "Frontiers of 1941", of: ["record"], usual: true },
  { name: "axis", words: "Axis units, by size", of: ["record"], usual: false },
  { name: "units", words: "Named partisan units, where the run has them", of: ["record", "model"], usual: false },
  { name: "marches", words: "Their marches of eight weeks", of: ["model"], usual: false },
  { name: "expeditions", words: "Expeditions of the occupier", of: ["model"], usual: false },
  { name: "flights", words: "Flights to partisans", of: ["model"], usual: false },
];
