// A war in a page: `new War(files)`, `seed`, `set`, and `for await (const day of war.play())`. It runs in a worker.

export { lacking } from "./lacking.js";

const WORKER = "./worker.js";

export class War {
  /** Take the files of a war as buffers: the module, the image, and the readings; and a worker, if not that beside this. */
  constructor({ module, image, readings, worker }) {
    this._worker = worker ?? new Worker(new URL(WORKER, import.meta.url), { type: "module" });
    this._waiting = new Map();
    this._next = 0;
    this._closed = null;
    this._worker.onmessage = ({ data }) => this._hear(data);
    this._worker.onerror = (event) => this._fail(new Error(event.message || "the worker could not begin: worker.js and all files beside it must be there"));
    this.ready = this._ask("open", { module, image, readings });
  }

  /** Fetch the files of a folder and return a war that is ready. */
  static async open(folder) {
    const get = async (name) => {
      const found = await fetch(new URL(name, new URL(folder, document.baseURI)));
      if (!found.ok) throw new Error(`${found.url} cannot be read (${found.status}): give a folder that export-web wrote`);
      return found.arrayBuffer();
    };
    const [module, image, readings] = await Promise.all(["hinterland.wasm", "image.war", "readings.war"].map(get));
    const war = new War({ module, image, readings });
    await war.ready;
    return war;
  }

  _hear({ id, day, made, trouble }) {
    const waiting = this._waiting.get(id);
    if (!waiting) return;
    if (day) {
      waiting.day?.(day);
      return;
    }
    this._waiting.delete(id);
    if (trouble) waiting.fail(new Error(trouble));
    else waiting.done(made);
  }

  _fail(error) {
    for (const { fail } of this._waiting.values()) fail(error);
    this._waiting.clear();
  }

  _ask(ask, given = {}, day) {
    if (this._closed) return Promise.reject(this._closed);
    const id = (this._next += 1);
    return new Promise((done, fail) => {
      this._waiting.set(id, { done, fail, day });
      this._worker.postMessage({ id, ask, ...given });
    });
  }

  /** Choose the seed: a whole number from 0 on. */
  seed(number) {
    return this._ask("seed", { number });
  }

  /** Set a parameter of a subsystem by name, within its range. */
  set(name, value) {
    return this._ask("set", { name, value });
  }

  /** Return the value that a parameter has in the next war. */
  get(name) {
    return this._ask("get", { name });
  }

  /** Take back all parameters that were set. */
  usual() {
    return this._ask("usual");
  }

  /** Take up another scenario, given as the buffer of its difference; without one, go back to that of the image. */
  scenario(difference) {
    return this._ask("scenario", { difference });
  }

  /** Play the war, and yield every so many days the day and the arrays that are watched. Leaving the loop stops it. */
  async *play({ watch = [], every = 1 } = {}) {
    const days = [];
    let wake = () => {};
    let ended = false;
    let trouble = null;
    const end = this._ask("play", { watch, every }, (day) => {
      days.push(day);
      wake();
    });
    end.catch((error) => (trouble = error)).finally(() => {
      ended = true;
      wake();
    });
    try {
      for (;;) {
        while (days.length) yield days.shift();
        if (ended) break;
        await new Promise((done) => (wake = done));
      }
      if (trouble) throw trouble;
    } finally {
      if (!ended) await this.stop();
    }
  }

  /** Stop the war that is being played. */
  stop() {
    return this._ask("stop");
  }

  /** Return a quantity by day in a region, as it was ("") or as a side says it ("soviet", "german"). */
  values(name, region = "USSR", saidBy = "") {
    return this._ask("values", { name, region, saidBy });
  }

  /** Return every quantity by month in every region of the readings: regions by months, by `name` and `name:side`. */
  months() {
    return this._ask("months");
  }

  /** Return claims on a quantity in a region, each with the figure that stands beside it. */
  claims(name, region) {
    return this._ask("claims", { name, region });
  }

  /** Return events of the journal as columns: of some kinds, from one day to another, or all; all of them are simulated. */
  events(asked = {}) {
    return this._ask("events", { asked });
  }

  /** Return for what share of each month every railway line was closed; simulated. */
  lines() {
    return this._ask("lines");
  }

  /** Return the record as it lies: figures by day, series and atom, and the maps by month; simulated. */
  record() {
    return this._ask("record");
  }

  /** Return a state array as it stands. */
  array(name) {
    return this._ask("array", { name });
  }

  /** Return the hashes of the world and of the record, once the war is over. */
  hashes() {
    return this._ask("hashes");
  }

  /** Return in words what the war lacks because a table of fixed size was full; an empty list of a war that is whole. */
  cautions() {
    return this._ask("cautions");
  }

  /** Return how many bytes the war takes up. */
  memory() {
    return this._ask("memory");
  }

  /** End the worker. */
  close() {
    this._worker.terminate();
    this._closed = new Error("the war was closed");
    this._fail(this._closed);
  }
}
