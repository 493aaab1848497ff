// What was recorded of a war, as tables for a page. All of it is simulated: no cell and no day in it is a finding.

import { COLUMNS } from "./recorder.js";

/** Return one array of all parts, one behind the other. */
function together(Type, parts) {
  const whole = new Type(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Return events as columns: of the kinds that are named, from one day to another, both within; without them, of all. */
export function eventsOf(recorder, known, { kinds, from = -Infinity, to = Infinity } = {}) {
  const name = (number) => known[number]?.[0] ?? String(number);
  const names = new Set(Object.values(known).map(([one]) => one));
  for (const one of kinds ?? []) if (!names.has(one)) throw new RangeError(`no kind of event is called ${one}`);
  const wanted = kinds && new Set(kinds);
  const parts = [];
  for (const made of recorder.events) {
    if (made.day < from || made.day > to) continue;
    const rows = [...made.kind.keys()].filter((n) => !wanted || wanted.has(name(made.kind[n])));
    const columns = Object.entries(COLUMNS).map(([column, Type]) => [column, Type.from(rows, (n) => made[column][n])]);
    parts.push({ day: new Int32Array(rows.length).fill(made.day), ...Object.fromEntries(columns) });
  }
  const made = Object.entries({ day: Int32Array, ...COLUMNS }).map(([column, Type]) => [column, together(Type, parts.map((part) => part[column]))]);
  const { kind, ...columns } = Object.fromEntries(made);
  const counted = Object.values(known).map(([one, first, second]) => [one, { true: first, second }]);
  return { simulated: true, ...columns, kind: Array.from(kind, name), figures: Object.fromEntries(counted) };
}

/** Return for what share of each month every railway line was closed. */
export function linesOf(recorder, names) {
  return { simulated: true, line: names, day: Int32Array.from(recorder.mapDays), closed: together(Float32Array, recorder.lineClosed) };
}

/** Return the figures by day, series and atom in one piece each, and the maps. */
export function recordOf(recorder) {
  const { starts, pieces, days } = recorder.figures();
  const { header, maps, mapDays } = recorder;
  return {
    simulated: true,
    first: header.days[0],
    days,
    series: header.series,
    starts: Uint32Array.from(starts, Number),
    atoms: together(Uint16Array, pieces.map(({ atoms }) => atoms)),
    figures: together(Float32Array, pieces.map(({ figures }) => figures)),
    mapDays: Int32Array.from(mapDays),
    maps,
  };
}
