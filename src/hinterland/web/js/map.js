// The map: coast, lakes and towns, and the cells in the colours of a day.

import { count } from "./words.js";

const SEA = "#cbd8dd";
const LAND = "#f4efe1";
const OCCUPIED = "#e5ddc9";
const INK = "#1f1c18";
const LETTERS_PX = 10.5;

export class GroundMap {
  /** Take the canvas, the ground as `web/ground.py` writes it, and the area of every cell in km². */
  constructor(canvas, ground, area) {
    Object.assign(this, { canvas, ground, area });
    this.paths = ground.cells.map((d) => (d ? new Path2D(d) : null));
    this.land = new Path2D(ground.land);
    this.lakes = new Path2D(ground.lakes);
  }

  /** Draw a day: the men of detachments in each cell, and which cells are occupied. */
  draw(men, occupied) {
    const { canvas } = this;
    const [width, height] = this.ground.size;
    const scale = Math.max(1, (canvas.clientWidth * devicePixelRatio) / width);
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const pen = canvas.getContext("2d");
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.fillStyle = SEA;
    pen.fillRect(0, 0, width, height);
    pen.fillStyle = LAND;
    pen.fill(this.land);
    const { steps, colours } = this.ground;
    for (let c = 0; c < this.paths.length; c += 1) {
      if (!this.paths[c] || (!occupied[c] && !men[c])) continue;
      const density = (1000 * men[c]) / this.area[c];
      const step = steps.filter((s) => density >= s).length;
      pen.fillStyle = step ? colours[step] : occupied[c] ? OCCUPIED : LAND;
      pen.fill(this.paths[c]);
    }
    pen.fillStyle = SEA;
    pen.fill(this.lakes);
    this._name(pen, (LETTERS_PX * devicePixelRatio) / scale);
  }

  /** Name towns, the largest first, where their names stand in nobody's way. */
  _name(pen, size) {
    pen.font = `${size}px "Source Sans 3", "Noto Sans", "Segoe UI", Roboto, "DejaVu Sans", sans-serif`;
    pen.lineJoin = "round";
    pen.lineWidth = size / 4;
    const taken = [];
    for (const [name, x, y] of this.ground.towns) {
      const wide = pen.measureText(name).width + size / 2;
      const left = x + wide > this.ground.size[0] ? x - wide : x;
      const free = taken.every(([a, b, width]) => Math.abs(y - b) > 1.1 * size || left > a + width || a > left + wide);
      if (!free) continue;
      taken.push([left, y, wide]);
      pen.strokeStyle = LAND;
      pen.fillStyle = INK;
      pen.beginPath();
      pen.arc(x, y, size / 6, 0, 2 * Math.PI);
      pen.stroke();
      pen.fill();
      const at = left < x ? left : x + size / 3;
      pen.strokeText(name, at, y + size / 3);
      pen.fillText(name, at, y + size / 3);
    }
  }

  /** Write the keys of the colours into an element. */
  keys(into) {
    const { steps, colours } = this.ground;
    const keys = [[OCCUPIED, "occupied"], ...steps.map((s, n) => [colours[n + 1], `from ${count.format(s)}`])];
    for (const [colour, words] of keys) {
      const key = Object.assign(document.createElement("span"), { className: "step", textContent: words });
      key.style.setProperty("--colour", colour);
      into.append(key);
    }
    into.append(" partisans on 1,000 km²");
  }
}
