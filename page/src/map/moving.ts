// Draws what moves over the map: held ground, expeditions, flights, Axis units, named partisan units and their marches.
import { cellOf, middleOf, type Moving, type Unit } from "../data/layers";
import { daysOf, NOTHING, roughly, type Lines, type War } from "../data/war";
import type { Paint } from "./colours";
import type { Layers } from "./draw";
import { outline } from "./raster";
import { onScreen, type Point, type Sight } from "./sight";

type Pen = CanvasRenderingContext2D;

/** Share of a cell, in per cent, from which it is drawn as held ground. */
const HELD = 50;
/** Days for which a march stays on the map. */
const MARCH = 56;
const REACH = 9;

export function moving(pen: Pen, war: War, sight: Sight, colours: Paint, week: number, layers: Layers, all: Moving | null): void {
  if (layers.zones) zones(pen, war, sight, colours, week);
  if (!all) return;
  const [first, last] = daysOf(war, week);
  if (layers.expeditions) {
    for (const one of all.expeditions) if (one.first <= last && one.last >= first) area(pen, war, sight, colours, one.cells);
  }
  if (layers.flights) for (const cell of Array.from(all.flights(week))) flight(pen, onScreen(sight, ...middleOf(war, cell)), colours);
  if (layers.axis) {
    for (const one of all.axis) if (one.first <= last && one.last >= first) axis(pen, onScreen(sight, ...one.at), colours, one.men);
  }
  if (layers.marches) for (const unit of all.units) march(pen, war, sight, colours, unit, last);
  if (layers.units) {
    for (const unit of all.units) {
      const cell = cellOf(unit, last);
      if (cell !== undefined) dot(pen, placeOf(war, sight, unit, cell), colours);
    }
  }
}

/** Draw the way of one unit up to a day. */
export function wayOf(pen: Pen, war: War, sight: Sight, colours: Paint, unit: Unit, day: number): void {
  track(pen, unit.way.filter(([from]) => from <= day).map(([, cell]) => placeOf(war, sight, unit, cell)), colours, 2.6);
  const cell = cellOf(unit, day);
  if (cell !== undefined) ring(pen, placeOf(war, sight, unit, cell), colours);
}

/** Return the unit under a pixel on a day. */
export function unitAt(war: War, all: Moving, sight: Sight, day: number, x: number, y: number): Unit | undefined {
  const away = (unit: Unit) => {
    const cell = cellOf(unit, day);
    if (cell === undefined) return Infinity;
    const [ux, uy] = placeOf(war, sight, unit, cell);
    return Math.hypot(ux - x, uy - y);
  };
  const nearest = all.units.reduce<[number, Unit | undefined]>((best, unit) => (away(unit) < best[0] ? [away(unit), unit] : best), [REACH, undefined]);
  return nearest[1];
}

/** Return the railway line under a pixel, -1 for none. */
export function lineAt(war: War, sight: Sight, x: number, y: number): number {
  const ends = war.land.railways;
  let [best, found] = [REACH - 3, -1];
  for (let line = 0; line < ends.length / 4; line += 1) {
    const [ax, ay] = onScreen(sight, ends[4 * line]!, ends[4 * line + 1]!);
    const [bx, by] = onScreen(sight, ends[4 * line + 2]!, ends[4 * line + 3]!);
    const square = (bx - ax) ** 2 + (by - ay) ** 2 || 1;
    const share = Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / square));
    const away = Math.hypot(ax + share * (bx - ax) - x, ay + share * (by - ay) - y);
    if (away < best) [best, found] = [away, line];
  }
  return found;
}

/** Draw a railway line that was picked. */
export function chosenLine(pen: Pen, war: War, sight: Sight, colours: Paint, line: number): void {
  const ends = war.land.railways;
  const path = new Path2D();
  path.moveTo(...onScreen(sight, ends[4 * line]!, ends[4 * line + 1]!));
  path.lineTo(...onScreen(sight, ends[4 * line + 2]!, ends[4 * line + 3]!));
  for (const [colour, width] of [[colours.halo, 9], [colours.ink, 5], [colours.halo, 2]] as const) {
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.stroke(path);
  }
}

/** Units in one cell stand beside one another, each always at its own place. */
function placeOf(war: War, sight: Sight, unit: Unit, cell: number): Point {
  const [x, y] = onScreen(sight, ...middleOf(war, cell));
  const turn = [...unit.id].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 360, 7);
  const far = Math.min(14, 90 * sight.scale);
  return [x + far * Math.cos(turn), y + far * Math.sin(turn)];
}

function zones(pen: Pen, war: War, sight: Sight, colours: Paint, week: number): void {
  const field = war.fields.find((one) => one.id === "held");
  if (!field) return;
  const isHeld = (cell: number) => {
    const upper = field.upper[week * field.width + cell]!;
    return upper !== NOTHING && roughly(field, upper) >= HELD;
  };
  border(pen, war, sight, isHeld);
  pen.strokeStyle = colours.casing;
  pen.lineWidth = 4.5;
  pen.stroke();
  pen.strokeStyle = colours.zone;
  pen.lineWidth = 2.4;
  pen.stroke();
}

const acrossOf = new WeakMap<Lines, Int32Array>();

/** Return for every corner of the cells which cell lies across the edge that begins there, -1 for none. */
function across(cells: Lines): Int32Array {
  const known = acrossOf.get(cells);
  if (known) return known;
  const { points, starts } = cells;
  const found = new Int32Array(points.length / 2).fill(-1);
  const edges = new Map<string, [corner: number, cell: number]>();
  for (let cell = 0; cell + 1 < starts.length; cell += 1) {
    for (let k = starts[cell]!; k < starts[cell + 1]!; k += 1) {
      const next = k + 1 < starts[cell + 1]! ? k + 1 : starts[cell]!;
      const [a, b] = [`${points[2 * k]} ${points[2 * k + 1]}`, `${points[2 * next]} ${points[2 * next + 1]}`];
      const other = edges.get(`${b} ${a}`);
      if (other) [found[k], found[other[0]]] = [other[1], cell];
      else edges.set(`${a} ${b}`, [k, cell]);
    }
  }
  acrossOf.set(cells, found);
  return found;
}

/** Begin a path along the edges between cells that hold and those that do not. */
function border(pen: Pen, war: War, sight: Sight, holds: (cell: number) => boolean): void {
  const { points, starts } = war.land.cells;
  const beyond = across(war.land.cells);
  pen.beginPath();
  for (let cell = 0; cell + 1 < starts.length; cell += 1) {
    if (!holds(cell)) continue;
    const [from, to] = [starts[cell]!, starts[cell + 1]!];
    for (let k = from; k < to; k += 1) {
      if (beyond[k]! >= 0 && holds(beyond[k]!)) continue;
      const next = k + 1 < to ? k + 1 : from;
      pen.moveTo(...onScreen(sight, points[2 * k]!, points[2 * k + 1]!));
      pen.lineTo(...onScreen(sight, points[2 * next]!, points[2 * next + 1]!));
    }
  }
}

function area(pen: Pen, war: War, sight: Sight, colours: Paint, cells: ArrayLike<number>): void {
  const inside = new Set(Array.from(cells));
  pen.save();
  pen.globalAlpha = 0.28;
  pen.fillStyle = colours.expedition;
  for (const cell of inside) pen.fill(outline(war.land.cells, sight, true, cell, cell + 1));
  pen.restore();
  border(pen, war, sight, (cell) => inside.has(cell));
  pen.setLineDash([3, 3]);
  pen.strokeStyle = colours.expedition;
  pen.lineWidth = 2;
  pen.stroke();
  pen.setLineDash([]);
}

function flight(pen: Pen, [x, y]: Point, colours: Paint): void {
  pen.beginPath();
  pen.moveTo(x, y - 5);
  pen.lineTo(x + 5, y + 4);
  pen.lineTo(x - 5, y + 4);
  pen.closePath();
  filled(pen, colours.flight, colours.halo);
}

function axis(pen: Pen, [x, y]: Point, colours: Paint, men: number): void {
  const half = men >= 5000 ? 6 : men >= 1000 ? 4.5 : 3.2;
  pen.beginPath();
  pen.rect(x - half, y - 0.6 * half, 2 * half, 1.2 * half);
  filled(pen, colours.axis, colours.halo);
}

function dot(pen: Pen, [x, y]: Point, colours: Paint): void {
  pen.beginPath();
  pen.arc(x, y, 4, 0, 2 * Math.PI);
  filled(pen, colours.unit, colours.halo);
}

function ring(pen: Pen, [x, y]: Point, colours: Paint): void {
  pen.beginPath();
  pen.arc(x, y, 8, 0, 2 * Math.PI);
  pen.strokeStyle = colours.ink;
  pen.lineWidth = 2.4;
  pen.stroke();
}

function filled(pen: Pen, colour: string, edge: string): void {
  pen.fillStyle = colour;
  pen.strokeStyle = edge;
  pen.lineWidth = 1.2;
  pen.fill();
  pen.stroke();
}

function march(pen: Pen, war: War, sight: Sight, colours: Paint, unit: Unit, day: number): void {
  if (day > unit.last) return;
  const done = unit.way.filter(([from]) => from <= day);
  const lately = done.findIndex(([from]) => from > day - MARCH);
  if (lately > 0) track(pen, done.slice(lately - 1).map(([, cell]) => placeOf(war, sight, unit, cell)), colours, 1.8);
}

function track(pen: Pen, places: Point[], colours: Paint, width: number): void {
  if (places.length < 2) return;
  const path = new Path2D();
  places.forEach((at, k) => (k ? path.lineTo(...at) : path.moveTo(...at)));
  for (const [colour, wide] of [[colours.casing, width + 1.8], [colours.unit, width]] as const) {
    pen.strokeStyle = colour;
    pen.lineWidth = wide;
    pen.stroke(path);
  }
}
