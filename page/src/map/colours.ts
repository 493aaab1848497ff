// The colours of the map, read from the style of the page, so that light and dark are one set of names.
import { differenceOf, sizes } from "../data/difference";
import { NOTHING, roughly, type Played } from "../data/war";

export type Paint = Record<(typeof NAMES)[number], string>;
const NAMES = [
  ...["paper", "sea", "land", "coast", "frontier", "republic", "railway", "front", "casing", "ink", "halo", "crime", "other"],
  ...["zone", "axis", "unit", "expedition", "flight"],
  ...["occupied", "warm-1", "warm-2", "warm-3", "warm-4", "warm-5", "warm-6"],
  ...["dark-1", "dark-2", "dark-3", "dark-4", "dark-5", "dark-6", "lost-1", "lost-2", "lost-3"],
] as const;

/** Read the colours that hold now. */
export function paint(): Paint {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])) as Paint;
}

/** Return the colours of the steps of a field, the first for what lies under all steps. */
export function scale(field: Played, colours: Paint): string[] {
  const kind = field.place === "oblast" ? "dark" : "warm";
  return [colours.occupied, ...[1, 2, 3, 4, 5, 6].map((k) => colours[`${kind}-${k}` as keyof Paint])];
}

/** Return for every upper byte of a field its colour as the pixels of a canvas hold it; clear for none. */
export function palette(field: Played, colours: Paint): Uint32Array {
  if (field.difference) return diverging(field, colours);
  const steps = scale(field, colours).map(packed);
  const found = new Uint32Array(256);
  for (let upper = 0; upper < 255; upper += 1) {
    const value = roughly(field, upper);
    found[upper] = steps[field.steps.filter((least) => value >= least).length]!;
  }
  return found;
}

/** Colours of more and of less, from the smallest difference to the largest. */
export const MORE = ["warm-2", "warm-4", "warm-6"] as const;
export const LESS = ["lost-1", "lost-2", "lost-3"] as const;

function diverging(field: Played, colours: Paint): Uint32Array {
  const least = sizes(field.steps);
  return Uint32Array.from({ length: 256 }, (_, code) => {
    if (code === NOTHING) return 0;
    const value = differenceOf(code, field.top);
    const size = least.filter((one) => Math.abs(value) >= one).length;
    return packed(size ? colours[(value > 0 ? MORE : LESS)[size - 1]!] : colours.occupied);
  });
}

function packed(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return ((255 << 24) | (b! << 16) | (g! << 8) | r!) >>> 0;
}
