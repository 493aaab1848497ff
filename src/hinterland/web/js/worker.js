// The worker of a page: plays wars for `War`, and answers what is asked of the last one.

import { Engine } from "./engine.js";
import { checkOf, opened } from "./files.js";
import { lacking } from "./lacking.js";
import { quantityOf, Reader, regionOf } from "./reader.js";
import { eventsOf, linesOf, recordOf } from "./tables.js";

let engine = null;
let readings = null;
let turn = 0;
let playing = false;

const PAUSE_MS = 50;
const rest = () => new Promise((done) => setTimeout(done, 0));

const ANSWERS = {
  async open({ module, image, readings: packed }) {
    if (lacking()) throw new Error(lacking());
    engine = await Engine.load(module, image);
    const { header } = await opened(packed, "readings");
    checkOf("readings", header, engine.header);
    readings = header;
    return { header: { ...engine.header, rows: undefined }, readings };
  },
  async scenario({ difference }) {
    const made = difference && (await opened(difference, "scenario"));
    end(); // a war that is being played would go on in a world that is changed under it
    if (made) engine.differ(made);
    else engine.undo();
    return engine.scenario;
  },
  seed: ({ number }) => engine.seed(number),
  set: ({ name, value }) => engine.set(name, value),
  get: ({ name }) => engine.get(name),
  usual: () => engine.usual(),
  array: ({ name }) => engine.array(name).slice(),
  hashes: () => engine.hashes(),
  cautions: () => engine.cautions(),
  memory: () => engine.bytes,
  values: ({ name, region, saidBy }) => reader().values(name, region, saidBy),
  months: () => reader().months(),
  claims({ name, region }) {
    const found = claimsOf(name, region);
    const read = found.length ? reader() : null; // one for all of them: it keeps which atoms a region has
    return found.map((claim) => ({ claim, beside: read.beside(claim) }));
  },
  events: ({ asked }) => eventsOf(engine.played(), readings.kinds, asked),
  lines: () => linesOf(engine.played(), readings.lines),
  record: () => recordOf(engine.played()),
  stop: end,
};

/** End the war that is being played, where one is. */
function end() {
  turn += 1;
  playing = false;
}

/** Return the claims on a quantity in a region; on all where none is named. */
function claimsOf(name, region) {
  if (name) quantityOf(readings, name);
  if (region) regionOf(readings, region);
  return readings.claims.filter((claim) => (!name || claim[1] === name) && (!region || claim[2] === region));
}

function reader() {
  return new Reader(readings, engine.played().figures(), engine.header.days[0]);
}

/** Play to the last day and post, as often as asked, a day with the arrays that are watched. */
async function play({ watch, every }, post) {
  if (playing) throw new Error("a war is being played: wait for its end, or stop it");
  if (!(Number.isSafeInteger(every) && every > 0)) throw new RangeError(`every ${every} is no whole number of days from 1 on`);
  const mine = ++turn;
  playing = true;
  try {
    return await daily(mine, watch, every, post);
  } finally {
    if (turn === mine) playing = false;
  }
}

/** Play day by day, as long as it is the turn of this war. */
async function daily(mine, watch, every, post) {
  engine.begin();
  let since = performance.now();
  const last = engine.header.days[1];
  while (engine.day <= last) {
    const day = engine.step();
    if (day % every === 0 || day === last) {
      const arrays = Object.fromEntries(watch.map((name) => [name, engine.array(name).slice()]));
      post({ day, last, arrays });
    }
    if (performance.now() - since > PAUSE_MS) {
      await rest();
      if (turn !== mine) return false;
      since = performance.now();
    }
  }
  return true;
}

/** What takes a while and must be done before anything that is asked later. */
const OPENING = ["open", "scenario"];
let before = Promise.resolve();

/** Answer in the order of asking, whether or not the page waits for each answer. */
async function answer(ask, given, post) {
  if (OPENING.includes(ask)) {
    const made = before.then(() => ANSWERS[ask](given));
    before = ask === "open" ? made : made.catch(() => undefined);
    return made;
  }
  await before;
  return ask === "play" ? play(given, post) : ANSWERS[ask](given);
}

self.onmessage = async ({ data: { id, ask, ...given } }) => {
  try {
    self.postMessage({ id, made: await answer(ask, given, (day) => self.postMessage({ id, day })) });
  } catch (trouble) {
    self.postMessage({ id, trouble: trouble.message });
  }
};
