// The curve of a quantity, as it was and as each side would have reported it, and the claims beside it.

import { newYear } from "./days.js";
import { count, month, written } from "./words.js";

const HEIGHT = 380;
const LEFT = 56;
const BASE = 22;
const SIDES = { soviet: "the Soviet side", german: "the German side" };

const figures = ([, , , , , , , low, best, high]) => [low, best, high].filter((x) => x !== null);

function range(claim) {
  const [low, high] = [Math.min(...figures(claim)), Math.max(...figures(claim))].map((x) => count.format(x));
  return low === high ? low : `${low} to ${high}`;
}

const who = (speaker) => SIDES[speaker] ?? `${/^[aeiou]/.test(speaker) ? "an" : "a"} ${speaker}`;

const asRead = (side) => (side ? `as ${SIDES[side]} would have reported it` : "as it was");

/** Draw lines by side and claims into an element of SVG; the first day of the lines is `begins`. */
export function drawCurve(svg, lines, claims, begins) {
  const width = svg.clientWidth;
  svg.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
  const highest = Math.max(1, ...claims.flatMap(({ claim }) => figures(claim)), ...Object.values(lines).map((line) => Math.max(...line)));
  const top = 1.05 * highest;
  const days = lines[""].length;
  const x = (day) => LEFT + ((width - LEFT) * (day - begins)) / days;
  const y = (value) => (HEIGHT - BASE) * (1 - value / top);
  const parts = [];
  const step = 10 ** Math.floor(Math.log10(top / 2));
  for (let v = 0; v < top; v += top / step > 6 ? 2 * step : step) {
    parts.push(`<path class="rule" d="M${LEFT},${y(v)}H${width}"/><text x="${LEFT - 6}" y="${y(v) + 4}" text-anchor="end">${count.format(v)}</text>`);
  }
  for (let year = 1942; newYear(year) < begins + days; year += 1) {
    const at = x(newYear(year));
    parts.push(`<path class="rule" d="M${at},0V${HEIGHT - BASE}"/><text x="${at + 3}" y="${HEIGHT - 6}">${year}</text>`);
  }
  for (const [side, line] of Object.entries(lines)) {
    const points = [];
    for (let day = 0; day < days; day += 7) points.push(`${x(begins + day).toFixed(1)},${y(line[day]).toFixed(1)}`);
    parts.push(`<path class="line ${side || "true"}" d="M${points.join("L")}"/>`);
  }
  svg.innerHTML = parts.join("");
  for (const one of claims) svg.append(mark(one, x, y));
}

function mark({ claim, beside }, x, y) {
  const [id, , region, first, last, side, , , , , speaker] = claim;
  const at = x((first + last) / 2);
  const bar = document.createElementNS("http://www.w3.org/2000/svg", "path");
  bar.setAttribute("class", `claim ${SIDES[speaker] ? speaker : "other"}`);
  bar.setAttribute("d", `M${at - 5},${y(Math.max(...figures(claim)))}h10m-5,0V${y(Math.min(...figures(claim))) + 0.5}m-5,0h10`);
  const where = region.replaceAll("_", " ");
  const words = `${id}: ${who(speaker)} gives ${range(claim)} for ${where}, ${written(first)} to ${written(last)}; in this war ${count.format(Math.round(beside))}, ${asRead(side)}.`;
  bar.append(Object.assign(document.createElementNS("http://www.w3.org/2000/svg", "title"), { textContent: words }));
  return bar;
}

/** Fill the body of a table with claims, each with what stands in its place in this war. */
export function listClaims(body, claims) {
  body.replaceChildren();
  for (const { claim, beside } of [...claims].sort((a, b) => a.claim[3] - b.claim[3])) {
    const [id, , , first, last, side, , , , , speaker] = claim;
    const [one, other] = [month(first), month(last)];
    const row = body.insertRow();
    row.className = SIDES[speaker] ? speaker : "other";
    row.title = `${id}, ${written(first)} to ${written(last)}`;
    const cells = [one === other ? one : `${one} to ${other}`, who(speaker).replace(/^(the|an|a) /, ""), range(claim), count.format(Math.round(beside))];
    for (const words of cells) row.insertCell().textContent = words;
    row.lastChild.append(Object.assign(document.createElement("small"), { textContent: asRead(side) }));
  }
}
