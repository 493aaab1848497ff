// The page that proves it: causes, a map, a curve with claims, and the hashes of the war beside those of the native program.

import { dateOf, newYear } from "./days.js";
import { unpacked } from "./files.js";
import { lacking } from "./lacking.js";
import { War } from "./war.js";

const $ = (id) => document.getElementById(id);
const EVERY = 7;
const QUANTITY = "partisans.strength";
const WATCHED = ["detachments.men_in_cell", "population.was_occupied", "population.civilians_killed"];
const count = new Intl.NumberFormat("en");
const written = (day) => dateOf(day).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

const total = (values) => values.reduce((sum, n) => sum + n, 0);

const held = (id) => Uint8Array.from(atob($(id).textContent), (letter) => letter.charCodeAt(0)).buffer;

class Page {
  constructor(war, header, readings, area) {
    Object.assign(this, { war, header, readings, area });
    this.ground = readings.ground;
    this.paths = this.ground.cells.map((d) => (d ? new Path2D(d) : null));
    this.land = new Path2D(this.ground.land);
    this.lakes = new Path2D(this.ground.lakes);
    this._fillForm();
    this._drawKeys();
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
    $("region").onchange = () => this.drawCurve();
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
      row.lastChild.textContent = `${Number(input.valueOf().toPrecision(3))} ${unit === "1" ? "" : unit}`;
    };
    return row;
  }

  async usual() {
    await this.war.usual();
    for (const name of this.readings.levers) $(name).put(await this.war.get(name));
  }

  async play() {
    const seed = Number($("seed").value);
    const scenario = $("scenario").value;
    $("play").disabled = true;
    $("stop").disabled = false;
    this.stopped = false;
    for (const id of ["world", "record", "native-world", "native-record"]) $(id).textContent = "–";
    $("same").textContent = "";
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
      this.days = [];
      $("day").disabled = true;
      const began = performance.now();
      for await (const day of this.war.play({ watch: WATCHED, every: EVERY })) this.draw(day);
      const seconds = (performance.now() - began) / 1000;
      if (this.stopped) {
        $("state").textContent = "Stopped.";
        return;
      }
      const memory = (await this.war.memory()) / 1e6;
      $("state").textContent = `${count.format(this.header.days[1] + 1)} days in ${seconds.toFixed(1)} seconds, ${memory.toFixed(0)} MB of memory.`;
      this.played = true;
      this.showHighest();
      await this.drawCurve();
      await this.compare(scenario, seed, changed);
    } catch (trouble) {
      told(trouble.message);
    } finally {
      $("play").disabled = false;
      $("stop").disabled = true;
    }
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
    this.drawMap(men, occupied);
  }

  /** Draw the day with the most partisans in the field, from which others can be chosen. */
  showHighest() {
    const strengths = this.days.map(({ men }) => total(men));
    $("day").disabled = false;
    this.show(strengths.indexOf(Math.max(...strengths)));
  }

  drawMap(men, occupied) {
    const canvas = $("map");
    const [width, height] = this.ground.size;
    const scale = Math.max(1, Math.round((canvas.clientWidth * devicePixelRatio) / width));
    if (canvas.width !== width * scale) {
      canvas.width = width * scale;
      canvas.height = height * scale;
    }
    const pen = canvas.getContext("2d");
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.fillStyle = "#cbd8dd";
    pen.fillRect(0, 0, width, height);
    pen.fillStyle = "#f4efe1";
    pen.fill(this.land);
    const { steps, colours } = this.ground;
    for (let c = 0; c < this.paths.length; c += 1) {
      if (!this.paths[c] || (!occupied[c] && !men[c])) continue;
      const density = (1000 * men[c]) / this.area[c];
      const step = steps.filter((s) => density >= s).length;
      pen.fillStyle = step ? colours[step] : occupied[c] ? "#e5ddc9" : "#f4efe1";
      pen.fill(this.paths[c]);
    }
    pen.fillStyle = "#cbd8dd";
    pen.fill(this.lakes);
  }

  _drawKeys() {
    const { steps, colours } = this.ground;
    const keys = [["#e5ddc9", "occupied"], ...steps.map((s, n) => [colours[n + 1], `from ${count.format(s)}`])];
    for (const [colour, words] of keys) {
      const key = Object.assign(document.createElement("span"), { className: "step", textContent: words });
      key.style.setProperty("--colour", colour);
      $("steps").append(key);
    }
    $("steps").append(" partisans on 1,000 km²");
  }

  async drawCurve() {
    if (!this.played) return;
    const region = $("region").value;
    const lines = {};
    for (const side of ["", "soviet", "german"]) {
      if (this.readings.quantities[QUANTITY].rows[side]) lines[side] = await this.war.values(QUANTITY, region, side);
    }
    const claims = (await this.war.claims(QUANTITY, region)).filter(({ beside }) => Number.isFinite(beside));
    const svg = $("curve");
    const [width, height, left, base] = [svg.clientWidth, 380, 56, 22];
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const figures = ({ claim: [, , , , , , , low, best, high] }) => [low, best, high].filter((x) => x !== null);
    const top = 1.05 * Math.max(1, ...claims.flatMap(figures), ...Object.values(lines).map((line) => Math.max(...line)));
    const days = lines[""].length;
    const x = (day) => left + ((width - left) * day) / days;
    const y = (value) => (height - base) * (1 - value / top);
    const parts = [];
    const step = 10 ** Math.floor(Math.log10(top / 2));
    for (let v = 0; v < top; v += top / step > 6 ? 2 * step : step) {
      parts.push(`<path d="M${left},${y(v)}H${width}" stroke="#d9d1bf"/><text x="${left - 6}" y="${y(v) + 4}" text-anchor="end">${count.format(v)}</text>`);
    }
    for (let year = 1942; year <= 1945; year += 1) {
      const at = x(newYear(year) - this.header.days[0]);
      parts.push(`<path d="M${at},0V${height - base}" stroke="#e8e1d0"/><text x="${at + 3}" y="${height - 6}">${year}</text>`);
    }
    const colours = { "": "#1f1c18", soviet: "#b3261e", german: "#33506f" };
    for (const [side, line] of Object.entries(lines)) {
      const points = [];
      for (let day = 0; day < days; day += 7) points.push(`${x(day).toFixed(1)},${y(line[day]).toFixed(1)}`);
      parts.push(`<path class="line" stroke="${colours[side]}" d="M${points.join("L")}"/>`);
    }
    svg.innerHTML = parts.join("");
    for (const one of claims) svg.append(this._claim(one, figures(one), x, y, colours));
  }

  _claim({ claim, beside }, figures, x, y, colours) {
    const [id, , region, first, last, side, , , , , speaker] = claim;
    const at = x((first + last) / 2 - this.header.days[0]);
    const [low, high] = [Math.min(...figures), Math.max(...figures)];
    const bar = document.createElementNS("http://www.w3.org/2000/svg", "path");
    bar.setAttribute("class", "claim");
    bar.setAttribute("d", `M${at - 5},${y(high)}h10m-5,0V${y(low) + 0.5}m-5,0h10`);
    bar.setAttribute("stroke", { soviet: colours.soviet, german: colours.german }[speaker] ?? "#8a5a00");
    bar.setAttribute("fill", "none");
    bar.setAttribute("tabindex", "0");
    const range = low === high ? count.format(low) : `${count.format(low)} to ${count.format(high)}`;
    const who = { soviet: "the Soviet side", german: "the German side" }[speaker] ?? `${/^[aeiou]/.test(speaker) ? "an" : "a"} ${speaker}`;
    const told = side ? `in this war the ${side === "soviet" ? "Soviet" : "German"} side would have said` : "in this war it is";
    const words = `${id}: ${who} gives ${range} for ${region.replaceAll("_", " ")}, ${written(first)} to ${written(last)}; ${told} ${count.format(Math.round(beside))}.`;
    bar.setAttribute("aria-label", words);
    bar.onmouseenter = bar.onfocus = bar.onclick = () => ($("claim").textContent = words);
    return bar;
  }

  async compare(scenario, seed, changed) {
    const made = await this.war.hashes();
    const native = this.readings.native[scenario]?.[seed];
    const short = (hash) => `${hash.slice(0, 32)}…`;
    for (const what of ["world", "record"]) {
      $(what).textContent = short(made[what]);
      $(what).title = made[what];
      $(`native-${what}`).textContent = native && !changed.length ? short(native[what]) : "not played";
    }
    if (changed.length) $("same").textContent = "Causes were changed: no native war was played to compare with.";
    else if (!native) $("same").textContent = `The native program played the seeds ${Object.keys(this.readings.native[scenario]).join(", ")} only.`;
    else if (made.world === native.world && made.record === native.record) $("same").textContent = "Both are the same war to the last bit.";
    else $("same").textContent = "The two differ: this is not the war of the native program.";
    document.documentElement.dataset.done = JSON.stringify({ ...made, native: native ?? null });
  }
}

function told(trouble) {
  $("trouble").hidden = false;
  $("trouble").textContent = trouble;
  $("state").textContent = "";
}

async function begin() {
  if (lacking()) return null; // the page has said so
  const source = new Blob([$("worker").textContent], { type: "text/javascript" });
  const war = new War({
    module: (await unpacked(held("module"))).buffer,
    image: held("image"),
    readings: held("readings"),
    worker: new Worker(URL.createObjectURL(source)), // a page from disk may start no module
  });
  const { header, readings } = await war.ready;
  const page = new Page(war, header, readings, await war.array("land.area"));
  $("state").textContent = "Ready.";
  globalThis.hinterland = war;
  return page;
}

begin().catch((trouble) => told(trouble.message));
