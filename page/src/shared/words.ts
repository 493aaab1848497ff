// Figures, dates and names in words, as the report writes them.
import type { Spelled } from "../data/types";

/** A figure that is so near a whole number, as a share of itself, is one. */
const NEAR = 0.002;
const THIN = "\u202f";
export const DASH = "\u2013";
export const MONTHS = [
  ...["January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
];

/** Return a figure with the three or four digits that mean something, thousands set apart. */
export function figure(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return DASH;
  const size = Math.abs(value);
  const whole = Math.round(value);
  if (size >= 1000) {
    const keep = size >= 10_000 ? 10 ** (Math.floor(Math.log10(size)) - 2) : 10;
    return String(Math.round(value / keep) * keep).replace(/\B(?=(\d{3})+$)/g, THIN);
  }
  if (size >= 20 || Math.abs(value - whole) < NEAR * size) return String(whole);
  return size >= 1 ? value.toFixed(1) : String(Number(value.toPrecision(2)));
}

/** Return a difference as a figure with its sign. */
export function signed(value: number): string {
  return (value > 0 ? "+" : value < 0 ? "\u2212" : "") + figure(Math.abs(value));
}

/** Say how many parameters are changed. */
export function changed(many: number): string {
  return `${many} parameter${many > 1 ? "s" : ""} changed`;
}

export function day(date: string): string {
  const [year, month, number] = date.split("-").map(Number);
  return `${number} ${MONTHS[month! - 1]} ${year}`;
}

export function month(date: string): string {
  const [year, number] = date.split("-").map(Number);
  return `${MONTHS[number! - 1]} ${year}`;
}

/** Who reports on a side, in words. */
export const SERVICES: Record<string, string> = { soviet: "Soviet staffs", german: "German services", finnish: "Finnish services" };

/** Return a name in the language that was chosen, where the place has one in it, and what an occupier called it. */
export function named(place: Spelled, language: string): string {
  const name = place.names?.[language] ?? place.name;
  return place.called ? `${name} (“${place.called}”, so called by the occupier)` : name;
}

/** Return the places and the time that a claim is about, in words; a claim about a debate has no place. */
export function whereAndWhen(claim: { where?: Spelled[]; when?: string }, language: string): string {
  const places = (claim.where ?? []).map((place) => named(place, language));
  return [...places, ...(claim.when ? [claim.when] : [])].join(", ");
}

/** Return text as it is searched: small letters without marks, in any script. */
export function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
