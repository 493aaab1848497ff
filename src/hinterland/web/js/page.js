// The page that proves it: causes, a map, a curve with claims, and the hashes of the war beside those of the native program.

import { drawCurve, listClaims } from "./curve.js";
import { unpacked } from "./files.js";
import { lacking } from "./lacking.js";
import { GroundMap } from "./map.js";
import { War } from "./war.js";
import { count, written } from "./words.js";

const $ = (id) => document.getElementById(id);
const EVERY = 7;
const QUANTITY = "partisans.strength";
const WATCHED = ["detachments.men_in_cell", "population.was_occupied", "population.civilians_killed"];
const total = (values) => values.reduce((sum, n) => sum + n, 0);

const held = (id) => Uint8Array.from(atob($(id).textContent), (letter) => letter.charCodeAt(0)).buffer;

/** Return what the page holds under a name, and forget it: its text takes more memory than what it says. */
function taken(id) {
  const made = held(id);
  $(id).remove();
  return made;
}

class Page {
  constructor(war, header, readings, area) {
    Object.assign(this, { war, header, readings });
    this.map = new GroundMap($("map"), readings.ground, area);
    this.map.keys($("steps"));
    this.curve = null;
    this._fillForm();
    new ResizeObserver(() => this._redraw()).observe(document.body);
  }

  _redraw() {
    if (this.shown === undefined) this.map.draw([], []);
    else this.show(this.shown);
    if (this.curve) drawCurve($("curve"), ...this.curve);
  }

  _fillForm() {
    const { scenarios, levers, regions } = this.readings;
    for (const [name, title] of Object.entries(scenarios)) $("scenario").add(new Option(title, name));
    const with_claims = new Set(this.readings.claims.filter((c) => c[1] === QUANTITY).map((c) => c[2]));
    for (const name of Object.keys(regions)) if (with_claims.has(name)) $("region").add(new Option(name.replaceAll("_", " "), name));
    $("region").value = with_claims.has("Belarus") ? "Belarus" : [...with_claims][0];
    for (const name of levers) $("levers").append(this._lever(name));
    $("causes").onsubmit = (event) => {
      event.preventDefault();
      this.play();
    };
    $("stop").onclick = () => {
      this.stopped = true;
      this.war.stop();
    };
    $("usual").onclick = () => this.usual();
    $("region").onchange = () => this.showClaims();
    $("day").oninput = () => this.show(Number($("day").value));
    this.usual();
  }

  _lever(name) {
    const [, low, high, scale, unit, doc] = this.header.parameters[name];
    const row = document.createElement("div");
    row.className = "lever";
    row.innerHTML = `<label for="${name}"></label><input type="range" id="${name}" min="0" max="1" step="any"><output for="${name}"></output>`;
    row.firstChild.textContent = doc;
    row.firstChild.append(Object.assign(document.createElement("small"), { textContent: name }));
    const input = row.children[1];
    input.valueOf = () => {
      const share = Number(input.value);
      const value = scale === "log" ? low * (high / low) ** share : low + (high - low) * share;
      return input.dataset.kept === input.value ? Number(input.dataset.value) : value;
    };
    input.put = (value) => {
      input.value = scale === "log" ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
      input.dataset.kept = input.value;
      input.dataset.value = value;
      input.oninput();
    };
    input.oninput = () => {
      row.lastChild.textContent = `${Number(input.valueOf().toPrecision(3))} ${unit === "1" ? "" : unit.replace(/^1\//, "per ")}`;
    };
    return row;
  }

  async usual() {
    await this.war.usual();
    for (const name of this.readings.levers) $(name).put(await this.war.get(name));
  }

  async play() {
    const seed = $("seed").valueAsNumber; // none is no seed, and refused
    const scenario = $("scenario").value;
    $("play").disabled = true;
    $("stop").disabled = false;
    this.stopped = false;
    for (const id of ["world", "record", "native-world", "native-record"]) $(id).textContent = "–";
    $("same").textContent = "";
    $("trouble").hidden = true;
    try {
      const first = scenario === Object.keys(this.readings.scenarios)[0];
      await this.war.scenario(first ? undefined : held(`scenario-${scenario}`));
      await this.war.usual();
      const changed = [];
      for (const name of this.readings.levers) {
        const [value, usual] = [$(name).valueOf(), await this.war.get(name)];
        if (value !== usual) changed.push(name);
        await this.war.set(name, value);
      }
      await this.war.seed(seed);
      this._clear();
      delete document.documentElement.dataset.done;
      const began = performance.now();
      for await (const day of this.war.play({ watch: WATCHED, every: EVERY })) this.draw(day);
      const seconds = (performance.now() - began) / 1000;
      if (this.stopped) {
        await this._showStopped();
        return;
      }
      const memory = (await this.war.memory()) / 1e6;
      $("state").textContent = `${count.format(this.header.days[1] + 1)} days in ${seconds.toFixed(1)} seconds, ${memory.toFixed(0)} MB of memory.`;
      this.played = true;
      this.showHighest();
      await this.showClaims();
      await this.compare(scenario, seed, changed);
      const cautions = await this.war.cautions();
      if (cautions.length) $("state").textContent += ` This war is not whole: ${cautions.join("; ")}.`;
    } catch (trouble) {
      complain(trouble.message);
    } finally {
      $("play").disabled = false;
      $("stop").disabled = true;
    }
  }

  /** Take away what is shown of the war before. */
  _clear() {
    Object.assign(this, { days: [], shown: undefined, curve: null, played: false });
    $("day").disabled = true;
    $("claims").hidden = true;
    $("curve").replaceChildren();
  }

  /** Show of a war that was stopped the days that were played. */
  async _showStopped() {
    $("same").textContent = "A war that was stopped has no hash.";
    $("state").textContent = "Stopped.";
    if (!this.days.length) return;
    $("state").textContent = `Stopped: what is shown is of the days up to ${written(this.days.at(-1).day)}.`;
    this.played = true;
    this.showHighest();
    await this.showClaims();
  }

  draw({ day, last, arrays }) {
    const [men, occupied, killed] = WATCHED.map((name) => arrays[name]);
    this.days.push({ day, men, occupied });
    $("progress").max = last;
    $("progress").value = day;
    $("state").textContent = `Playing: ${written(day)}.`;
    $("dead").textContent = count.format(Math.round(total(killed)));
    $("until").textContent = `, up to ${written(day)}`;
    this.show(this.days.length - 1);
  }

  /** Draw the map of one of the days that were kept. */
  show(n) {
    const { day, men, occupied } = this.days[n];
    $("date").textContent = written(day);
    $("day").max = this.days.length - 1;
    $("day").value = n;
    this.map.draw(men, occupied);
    this.shown = n;
  }

  /** Draw the day with the most partisans in the field, from which others can be chosen. */
  showHighest() {
    const strengths = this.days.map(({ men }) => total(men));
    $("day").disabled = false;
    this.show(strengths.indexOf(Math.max(...strengths)));
  }

  /** Draw the curve of the region that is chosen, and list what was said of it. */
  async showClaims() {
    if (!this.played) return;
    const region = $("region").value;
    const lines = {};
    for (const side of ["", "soviet", "german"]) {
      if (this.readings.quantities[QUANTITY].rows[side]) lines[side] = await this.war.values(QUANTITY, region, side);
    }
    const claims = (await this.war.claims(QUANTITY, region)).filter(({ beside }) => Number.isFinite(beside));
    this.curve = [lines, claims, this.header.days[0]];
    drawCurve($("curve"), ...this.curve);
    listClaims($("said"), claims);
    $("claims").hidden = !claims.length;
  }

  async compare(scenario, seed, changed) {
    const made = await this.war.hashes();
    const played = this.readings.native[scenario] ?? {};
    const native = played[seed];
    for (const what of ["world", "record"]) {
      $(what).textContent = made[what];
      $(`native-${what}`).textContent = native && !changed.length ? native[what] : "not played";
    }
    if (changed.length) $("same").textContent = "Causes were changed: no native war was played to compare with.";
    else if (!Object.keys(played).length) $("same").textContent = "The native program played no war of this scenario.";
    else if (!native) $("same").textContent = `The native program played the seeds ${Object.keys(played).join(", ")} only.`;
    else if (made.world === native.world && made.record === native.record) $("same").textContent = "Both are the same war to the last bit.";
    else $("same").textContent = "The two differ: this is not the war of the native program.";
    document.documentElement.dataset.done = JSON.stringify({ ...made, native: native ?? null });
  }
}

function complain(trouble) {
  $("trouble").hidden = false;
  $("trouble").textContent = trouble;
  $("state").textContent = "";
}

async function begin() {
  if (lacking()) return null; // the page has said so
  const source = new Blob([$("worker").textContent], { type: "text/javascript" });
  const war = new War({
    module: (await unpacked(taken("module"))).buffer,
    image: taken("image"),
    readings: taken("readings"),
    worker: new Worker(URL.createObjectURL(source)), // a page from disk may start no module
  });
  const { header, readings } = await war.ready;
  const page = new Page(war, header, readings, await war.array("land.area"));
  $("state").textContent = "Ready.";
  globalThis.hinterland = war;
  return page;
}

begin().catch((trouble) => complain(trouble.message));
