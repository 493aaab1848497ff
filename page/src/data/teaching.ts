// The guided tour and the lessons; `src/hinterland/page/teaching.py` writes them.
import type { DocumentedEvent } from "./types";

/** A figure of the run that is loaded; without a figure where the run does not have its months. */
export interface RunFigure {
  figure: string;
  what: string;
  where: string;
  when: string;
  by: string;
}

/** Words, or what stands for a figure: a claim or a documented event by its id, or a figure of the run. */
export type Part = string | { claim: string } | { event: string } | { run: RunFigure };
export type Passage = Part[][];

export type Show =
  | { view: "map"; date: string; field: string; layers: string[]; at: string }
  | { view: "charts"; chart: string; region: string };

export interface Stop {
  name: string;
  title: string;
  text: Passage;
  show: Show;
}

export interface Side {
  claim: string;
  name: string;
  counted: Passage;
  known: Passage;
}

export interface Lesson {
  name: string;
  title: string;
  question: string;
  text: Passage;
  sides: [Side, Side];
  further: string[];
  dispute: string;
  chart: string;
  region: string;
  chart_note: Passage;
  questions: { ask: Passage; answer: Passage; reason: Passage }[];
  timetable: { minutes: number; what: Passage }[];
  aims: Passage[];
  background: Passage;
  cautions: Passage[];
  reading: { title: string; author: string; year: string; trust: string }[];
}

export interface Teaching {
  stops: Stop[];
  lessons: Lesson[];
  events: Record<string, DocumentedEvent>;
  /** What the number of a claim counts, in words, by id. */
  counted: Record<string, string>;
  /** Upon what a claim rests, by id. */
  rests_on: Record<string, string[]>;
}
