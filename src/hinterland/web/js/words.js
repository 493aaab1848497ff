// Numbers and days in words.

import { dateOf } from "./days.js";

export const count = new Intl.NumberFormat("en");

const inWords = (day, parts) => dateOf(day).toLocaleDateString("en-GB", { ...parts, timeZone: "UTC" });

/** Return a day in words. */
export function written(day) {
  return inWords(day, { day: "numeric", month: "long", year: "numeric" });
}

/** Return the month of a day in words. */
export function month(day) {
  return inWords(day, { month: "short", year: "numeric" });
}
