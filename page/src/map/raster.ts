// Which cell every pixel shows: made once for a sight, so that a week is coloured by looking colours up.
import type { Land, Lines } from "../data/war";
import { onScreen, type Sight } from "./sight";

/** Return for every pixel the number of its cell from 1 on, 0 where there is none or no land. */
export function raster(land: Land, sight: Sight): Uint16Array {
  const { width, height } = sight;
  const pixels = new Uint16Array(width * height);
  const { points, starts } = land.cells;
  for (let cell = 0; cell + 1 < starts.length; cell += 1) {
    const corners: number[] = [];
    for (let k = starts[cell]!; k < starts[cell + 1]!; k += 1) {
      corners.push(...onScreen(sight, points[2 * k]!, points[2 * k + 1]!));
    }
    fill(pixels, width, height, corners, cell + 1);
  }
  const mask = shore(land, sight);
  for (let p = 0; p < pixels.length; p += 1) if (mask[4 * p + 3]! < 128) pixels[p] = 0;
  return pixels;
}

/** Fill a convex outline, row by row. */
function fill(pixels: Uint16Array, width: number, height: number, corners: number[], value: number): void {
  let top = Infinity;
  let bottom = -Infinity;
  for (let k = 1; k < corners.length; k += 2) {
    top = Math.min(top, corners[k]!);
    bottom = Math.max(bottom, corners[k]!);
  }
  for (let row = Math.max(0, Math.ceil(top - 0.5)); row < Math.min(height, bottom); row += 1) {
    let left = Infinity;
    let right = -Infinity;
    for (let k = 0; k < corners.length; k += 2) {
      const [ax, ay] = [corners[k]!, corners[k + 1]!];
      const [bx, by] = [corners[(k + 2) % corners.length]!, corners[(k + 3) % corners.length]!];
      if (ay <= row + 0.5 === by <= row + 0.5) continue;
      const x = ax + ((row + 0.5 - ay) / (by - ay)) * (bx - ax);
      left = Math.min(left, x);
      right = Math.max(right, x);
    }
    const from = Math.max(0, Math.ceil(left - 0.5));
    const to = Math.min(width, Math.ceil(right - 0.5));
    if (to > from) pixels.fill(value, row * width + from, row * width + to);
  }
}

function shore(land: Land, sight: Sight): Uint8ClampedArray {
  const canvas = new OffscreenCanvas(sight.width, sight.height);
  const pen = canvas.getContext("2d", { willReadFrequently: true })!;
  pen.fill(outline(land.shapes.land, sight, true), "evenodd");
  pen.globalCompositeOperation = "destination-out";
  pen.fill(outline(land.shapes.lake, sight, true));
  return pen.getImageData(0, 0, sight.width, sight.height).data;
}

/** The pixels of each cell as spans of one row: the n-th cell has those from `starts[n]` to `starts[n + 1]`. */
export interface Spans {
  starts: Uint32Array;
  from: Uint32Array;
  to: Uint32Array;
}

/** Return the spans of all cells of a raster. */
export function spansOf(pixels: Uint16Array, cells: number, width: number): Spans {
  const starts = new Uint32Array(cells + 1);
  const each = (take: (cell: number, from: number, to: number) => void) => {
    for (let from = 0; from < pixels.length; ) {
      const end = from - (from % width) + width;
      let to = from + 1;
      while (to < end && pixels[to] === pixels[from]) to += 1;
      if (pixels[from]) take(pixels[from]! - 1, from, to);
      from = to;
    }
  };
  each((cell) => (starts[cell + 1]! += 1));
  for (let cell = 0; cell < cells; cell += 1) starts[cell + 1]! += starts[cell]!;
  const next = starts.slice();
  const [first, last] = [new Uint32Array(starts[cells]!), new Uint32Array(starts[cells]!)];
  each((cell, from, to) => {
    const at = next[cell]!++;
    [first[at], last[at]] = [from, to];
  });
  return { starts, from: first, to: last };
}

/** Return lines as a path on the screen, from the line `first` up to the line before `last`. */
export function outline(lines: Lines, sight: Sight, closed: boolean, first = 0, last = lines.starts.length - 1): Path2D {
  const path = new Path2D();
  for (let line = first; line < last; line += 1) {
    for (let k = lines.starts[line]!; k < lines.starts[line + 1]!; k += 1) {
      const [x, y] = onScreen(sight, lines.points[2 * k]!, lines.points[2 * k + 1]!);
      if (k === lines.starts[line]) path.moveTo(x, y);
      else path.lineTo(x, y);
    }
    if (closed) path.closePath();
  }
  return path;
}
