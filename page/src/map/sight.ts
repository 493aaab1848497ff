// What part of the ground the map shows: a middle in tenths of km, and how many pixels a tenth takes.

export interface Sight {
  x: number;
  y: number;
  scale: number;
  width: number;
  height: number;
}

export type Point = [x: number, y: number];

export const CLOSEST = 0.4;
/** Edges of what is shown first, west, east, south and north: the land that was occupied. */
const FIRST = [-8200, 9800, -11700, 9900] as const;

/** Return the sight that shows all of the occupied land. */
export function whole(width: number, height: number): Sight {
  const [west, east, south, north] = FIRST;
  const scale = Math.min(width / (east - west), height / (north - south));
  return { x: (west + east) / 2, y: (south + north) / 2, scale, width, height };
}

/** Return the pixel of a place. */
export function onScreen(sight: Sight, x: number, y: number): Point {
  return [(x - sight.x) * sight.scale + sight.width / 2, (sight.y - y) * sight.scale + sight.height / 2];
}

/** Return the place of a pixel. */
export function onGround(sight: Sight, px: number, py: number): Point {
  return [(px - sight.width / 2) / sight.scale + sight.x, sight.y - (py - sight.height / 2) / sight.scale];
}

/** Return a sight closer by a factor, in which what lies under a pixel stays there. */
export function closer(sight: Sight, factor: number, px: number, py: number): Sight {
  const least = whole(sight.width, sight.height).scale * 0.7;
  const scale = Math.min(CLOSEST, Math.max(least, sight.scale * factor));
  const [x, y] = onGround(sight, px, py);
  return {
    ...sight,
    scale,
    x: x - (px - sight.width / 2) / scale,
    y: y + (py - sight.height / 2) / scale,
  };
}

/** Return a sight moved by pixels; its middle stays on the map. */
export function moved(sight: Sight, dx: number, dy: number): Sight {
  const [west, east, south, north] = FIRST;
  const hold = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
  return {
    ...sight,
    x: hold(sight.x - dx / sight.scale, west, east),
    y: hold(sight.y + dy / sight.scale, south, north),
  };
}

/** Return a sight as it stands in the address: whole km, and the zoom over that of the whole map. */
export function written(sight: Sight): string {
  const first = whole(sight.width, sight.height);
  const zoom = sight.scale / first.scale;
  if (Math.abs(zoom - 1) < 0.005 && Math.hypot(sight.x - first.x, sight.y - first.y) < 20) return "";
  return `${Math.round(sight.x / 10)},${Math.round(sight.y / 10)},${zoom.toFixed(2)}`;
}

/** Return the sight that an address asks for. */
export function asked(text: string, width: number, height: number): Sight {
  const first = whole(width, height);
  const [x, y, zoom] = text.split(",").map(Number);
  if (![x, y, zoom].every(Number.isFinite)) return first;
  return moved({ ...first, x: x! * 10, y: y! * 10, scale: Math.min(CLOSEST, first.scale * zoom!) }, 0, 0);
}
