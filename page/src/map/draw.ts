// What is drawn under the cells and over them: land, waters, frontiers, railways, the front, documented events, towns.
import { differenceOf, sizes } from "../data/difference";
import { daysOf, NOTHING, placeOf, roughly, type Played, type War } from "../data/war";
import type { DocumentedEvent } from "../data/types";
import { named } from "../shared/words";
import type { Paint } from "./colours";
import { outline, spansOf, type Spans } from "./raster";
import { onScreen, type Sight } from "./sight";

type Pen = CanvasRenderingContext2D;

/** Steps of the capacity that a line has lost, as shares of the upper byte, from which it is drawn heavier. */
export const LOST = [0.1, 0.3, 0.6];
const WIDTHS = [1.8, 2.6, 3.6];
/** Pixels from one stripe of a hatching to the next. */
const STRIPES = 7;
/** Days for which a documented event stays on the map, and the precision of its dates up to which it is there. */
const STAYS = 28;
const BY_MONTH = 4;

/** Draw land and sea, which lie under the cells. */
export function under(pen: Pen, war: War, sight: Sight, colours: Paint): void {
  pen.fillStyle = colours.sea;
  pen.fillRect(0, 0, sight.width, sight.height);
  pen.fillStyle = colours.land;
  pen.fill(outline(war.land.shapes.land, sight, true), "evenodd");
  pen.fillStyle = colours.sea;
  pen.fill(outline(war.land.shapes.lake, sight, true));
  const beyond = outline(war.land.shapes.box, sight, true);
  beyond.rect(0, 0, sight.width, sight.height);
  pen.fillStyle = colours.paper;
  pen.fill(beyond, "evenodd");
}

/** A picture of land and sea, and which pixels each cell has: what a week is coloured upon. */
export interface Ground {
  bare: Uint32Array;
  pixels: Uint16Array;
  image: ImageData;
  spans: Spans;
  /** Colours that the cells have in the picture, nothing where all must be drawn anew. */
  drawn: Uint32Array | null;
}

/** Take the picture that `under` drew, and the cells of its pixels. */
export function groundOf(pen: Pen, pixels: Uint16Array, cells: number, sight: Sight): Ground {
  const image = pen.getImageData(0, 0, sight.width, sight.height);
  const bare = new Uint32Array(image.data.slice().buffer);
  return { bare, pixels, image, spans: spansOf(pixels, cells, sight.width), drawn: null };
}

/** Colour the cells of a week, those alone that change; what no cell colours shows land and sea. */
export function cells(pen: Pen, war: War, ground: Ground, field: Played, week: number, look: Uint32Array): void {
  const { bare, image, spans, drawn } = ground;
  const out = new Uint32Array(image.data.buffer);
  const many = war.land.cells.starts.length - 1;
  const colours = new Uint32Array(many);
  const held = field.place === "cell" ? field : war.fields[0]!;
  const whole = reached(field); // an oblast is coloured as a whole, also where the front has passed
  let [top, bottom] = [bare.length, 0];
  for (let cell = 0; cell < many; cell += 1) {
    const code = field.upper[placeOf(war, field, week, cell)]!;
    const free = held.upper[week * held.width + cell] === NOTHING && !whole[code];
    const colour = (colours[cell] = free ? 0 : look[code]!);
    if (drawn && drawn[cell] === colour) continue;
    for (let k = spans.starts[cell]!; k < spans.starts[cell + 1]!; k += 1) {
      const [from, to] = [spans.from[k]!, spans.to[k]!];
      if (colour) out.fill(colour, from, to);
      else out.set(bare.subarray(from, to), from);
      top = Math.min(top, from);
      bottom = Math.max(bottom, to);
    }
  }
  ground.drawn = field.unsure ? null : colours;
  if (field.unsure) hatch(out, ground, field.unsure.subarray(week * held.width, (week + 1) * held.width));
  const [first, last] = [Math.floor(top / image.width), Math.ceil(bottom / image.width)];
  if (last > first) pen.putImageData(image, 0, 0, 0, first, image.width, last - first);
}

/** Return for every upper byte of a field of oblasts whether its value has a colour of its own; of no other field. */
function reached(field: Played): boolean[] {
  const least = Math.min(...(field.difference ? sizes(field.steps) : field.steps));
  const value = (code: number) => Math.abs(field.difference ? differenceOf(code, field.top) : roughly(field, code));
  return Array.from({ length: 256 }, (_, code) => field.place === "oblast" && code !== NOTHING && value(code) >= least);
}

/** Let the ground show through in stripes where pairs of wars disagree. */
function hatch(out: Uint32Array, { bare, pixels, image }: Ground, unsure: Uint8Array): void {
  for (let p = 0; p < pixels.length; p += 1) {
    const stripe = ((p % image.width) + Math.floor(p / image.width)) % STRIPES < 2;
    if (stripe && pixels[p] && unsure[pixels[p]! - 1]) out[p] = bare[p]!;
  }
}

export type Layers = Record<
  "railways" | "front" | "zones" | "events" | "frontiers" | "axis" | "units" | "marches" | "expeditions" | "flights",
  boolean
>;

/** Draw what lies over the cells and stays as it is: coast, frontiers, all railways. */
export function still(pen: Pen, war: War, sight: Sight, colours: Paint, layers: Layers): void {
  pen.clearRect(0, 0, sight.width, sight.height);
  pen.lineJoin = "round";
  coast(pen, war, sight, colours);
  if (layers.frontiers) frontiers(pen, war, sight, colours);
  if (layers.railways) stroke(pen, railways(war, sight, () => true), colours.railway, 0.9);
}

/** Draw what changes with the week: railways that lost capacity, the front, documented events. */
export function changing(pen: Pen, war: War, sight: Sight, colours: Paint, week: number, layers: Layers): void {
  pen.clearRect(0, 0, sight.width, sight.height);
  pen.lineJoin = "round";
  if (layers.railways) lost(pen, war, sight, colours, week);
  if (layers.front) front(pen, war, sight, colours, week);
  if (layers.events) for (const one of eventsOf(war, week)) mark(pen, sight, colours, one);
}

function coast(pen: Pen, war: War, sight: Sight, colours: Paint): void {
  pen.save();
  pen.clip(outline(war.land.shapes.box, sight, true));
  pen.lineWidth = 0.8;
  pen.strokeStyle = colours.coast;
  pen.stroke(outline(war.land.shapes.land, sight, true));
  pen.stroke(outline(war.land.shapes.lake, sight, true));
  pen.restore();
}

function frontiers(pen: Pen, war: War, sight: Sight, colours: Paint): void {
  pen.strokeStyle = colours.frontier;
  pen.lineWidth = 1.4;
  pen.setLineDash([9, 3, 2, 3]);
  pen.stroke(outline(war.land.shapes.state, sight, false));
  pen.strokeStyle = colours.republic;
  pen.lineWidth = 1;
  pen.setLineDash([3, 3]);
  pen.stroke(outline(war.land.shapes.republic, sight, false));
  pen.setLineDash([]);
}

/** Return the railway lines that are wanted as a path. */
function railways(war: War, sight: Sight, wanted: (line: number) => boolean): Path2D {
  const path = new Path2D();
  const ends = war.land.railways;
  for (let line = 0; line < ends.length / 4; line += 1) {
    if (!wanted(line)) continue;
    path.moveTo(...onScreen(sight, ends[4 * line]!, ends[4 * line + 1]!));
    path.lineTo(...onScreen(sight, ends[4 * line + 2]!, ends[4 * line + 3]!));
  }
  return path;
}

function lost(pen: Pen, war: War, sight: Sight, colours: Paint, week: number): void {
  const many = war.land.railways.length / 4;
  const stepOf = (line: number) => {
    const upper = war.lost[week * many + line]!;
    return upper === NOTHING ? 0 : LOST.filter((least) => upper / 254 >= least).length;
  };
  WIDTHS.forEach((width, k) => {
    const path = railways(war, sight, (line) => stepOf(line) === k + 1);
    stroke(pen, path, colours.casing, width + 1.6);
    stroke(pen, path, colours[`lost-${k + 1}` as keyof Paint], width);
  });
}

function front(pen: Pen, war: War, sight: Sight, colours: Paint, week: number): void {
  const { frontOfWeek, shapes } = war.land;
  const path = outline(shapes.front, sight, false, frontOfWeek[week]!, frontOfWeek[week + 1]!);
  stroke(pen, path, colours.casing, 4.5);
  pen.setLineDash([8, 5]);
  stroke(pen, path, colours.front, 2.2);
  pen.setLineDash([]);
}

function stroke(pen: Pen, path: Path2D, colour: string, width: number): void {
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.stroke(path);
}

/** Return the documented events that stand on the map in a week: those of known place that began lately. */
export function eventsOf(war: War, week: number): DocumentedEvent[] {
  const [first, last] = daysOf(war, week);
  return war.events.filter((one) => one.at && one.precision <= BY_MONTH && one.first <= last && one.first + STAYS > first);
}

function mark(pen: Pen, sight: Sight, colours: Paint, one: DocumentedEvent): void {
  const [x, y] = onScreen(sight, ...one.at!);
  pen.beginPath();
  if (one.crime) pen.rect(x - 4.5, y - 4.5, 9, 9);
  else pen.arc(x, y, 4.5, 0, 2 * Math.PI);
  pen.fillStyle = one.crime ? colours.crime : colours.halo;
  pen.strokeStyle = one.crime ? colours.halo : colours.other;
  pen.lineWidth = 1.6;
  pen.fill();
  pen.stroke();
}

/** Draw the towns of a sight: the largest first, none in the way of another. */
export function towns(pen: Pen, war: War, sight: Sight, colours: Paint, language: string): void {
  pen.clearRect(0, 0, sight.width, sight.height);
  const taken: [number, number, number, number][] = [];
  const most = Math.round((sight.width * sight.height) / 15_000);
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  let drawn = 0;
  for (const town of war.land.towns) {
    const [x, y] = onScreen(sight, ...town.at);
    if (x < 4 || y < 8 || x > sight.width - 30 || y > sight.height - 8) continue;
    pen.font = `${drawn < 8 ? "600 13px" : "12px"} system-ui, sans-serif`;
    const name = named(town, language);
    const wide = pen.measureText(name).width;
    const box: [number, number, number, number] = [x - 5, y - 9, x + wide + 9, y + 9];
    if (taken.some(([a, b, c, d]) => box[0] < c && box[2] > a && box[1] < d && box[3] > b)) continue;
    taken.push(box);
    pen.beginPath();
    pen.arc(x, y, 2.4, 0, 2 * Math.PI);
    pen.fillStyle = colours.ink;
    pen.strokeStyle = colours.halo;
    pen.lineWidth = 3;
    pen.stroke();
    pen.fill();
    pen.strokeText(name, x + 6, y);
    pen.fillText(name, x + 6, y);
    drawn += 1;
    if (drawn >= most) break;
  }
}

/** Draw the outline of the cell that was picked. */
export function chosen(pen: Pen, war: War, sight: Sight, colours: Paint, cell: number): void {
  const path = outline(war.land.cells, sight, true, cell, cell + 1);
  stroke(pen, path, colours.halo, 5);
  stroke(pen, path, colours.ink, 2.2);
}
