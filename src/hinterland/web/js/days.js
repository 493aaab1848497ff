// Days of the war are counted from 22 June 1941, which is day 0.

const FIRST = Date.UTC(1941, 5, 22);
const MS_PER_DAY = 86_400_000;

/** Return the date of a day. */
export function dateOf(day) {
  return new Date(FIRST + day * MS_PER_DAY);
}

/** Return the number of the first day of a year. */
export function newYear(year) {
  return (Date.UTC(year, 0, 1) - FIRST) / MS_PER_DAY;
}
