// Shapes of the speakers of claims, and the scale up a chart.
import type { Claim } from "../data/types";

/** Claims of more than so many times the highest line stand at the top with their figure. */
const ROOM = 1.7;
const SIDES = ["soviet", "german", "historian", "museum", "article"];

/** Return the speaker by whom a claim is coloured and shaped. */
export function sideOf(by: string): string {
  return SIDES.includes(by) ? by : "other-side";
}

const CORNERS: Record<string, [number, number][]> = {
  german: [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]],
  historian: [[0, -1.2], [1.1, 0.85], [-1.1, 0.85]],
  museum: [[0, -1.3], [1.1, 0], [0, 1.3], [-1.1, 0]],
  article: [
    ...([[-0.35, -1.1], [0.35, -1.1], [0.35, -0.35], [1.1, -0.35], [1.1, 0.35], [0.35, 0.35]] as [number, number][]),
    ...([[0.35, 1.1], [-0.35, 1.1], [-0.35, 0.35], [-1.1, 0.35], [-1.1, -0.35], [-0.35, -0.35]] as [number, number][]),
  ],
  "other-side": [[-1.1, -0.85], [1.1, -0.85], [0, 1.2]],
};

/** Return the outline of a speaker's mark about a place. */
export function shape(by: string, x: number, y: number, r = 5): string {
  const corners = CORNERS[sideOf(by)];
  if (!corners) return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
  return `M${corners.map(([dx, dy]) => `${(x + r * dx).toFixed(1)} ${(y + r * dy).toFixed(1)}`).join("L")}z`;
}

/** Return the figure at which the mark of a claim stands. */
export function middleOf(claim: Claim): number {
  const [, , low, best, high] = claim.mark!;
  if (best !== null) return best;
  const known = [low, high].filter((value) => value !== null);
  return known.reduce((a, b) => a + b, 0) / known.length;
}

/** Return the lowest value that a chart shows: nothing, where all is above it. */
export function bottomOf(values: number[]): number {
  const least = Math.min(0, ...values.filter(Number.isFinite));
  return least < 0 ? 1.06 * least : 0;
}

/** Return the highest value that a chart shows: of its lines, and of claims that are not far above them. */
export function topOf(values: number[], claims: Claim[], bottom = 0): number {
  const peak = Math.max(0, ...values.filter(Number.isFinite));
  const said = claims.flatMap((one) => [middleOf(one), one.mark![4] ?? 0]);
  const most = Math.max(peak, ...said.filter((value) => !peak || value <= ROOM * peak));
  return 1.06 * most || (bottom < 0 ? -0.06 * bottom : 1);
}

/** Return round values from `bottom` up to at most `top`. */
export function steps(top: number, bottom = 0, wanted = 4): number[] {
  const raw = (top - bottom) / wanted;
  const size = 10 ** Math.floor(Math.log10(raw));
  const unit = [1, 2, 2.5, 5, 10].map((m) => m * size).find((m) => m >= raw * 0.999)!;
  const [first, last] = [Math.ceil(bottom / unit - 1e-9), Math.floor(top / unit + 1e-9)];
  return Array.from({ length: last - first + 1 }, (_, k) => (first + k) * unit);
}
