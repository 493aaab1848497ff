// Plays wars as an order says, in JSON on the standard input, and writes their hashes, times and memory.
import { readFile } from "node:fs/promises";

const order = JSON.parse(await new Response(process.stdin).text());
const { Engine } = await import(`${order.library}/engine.js`);
const { opened } = await import(`${order.library}/files.js`);
const { Reader } = await import(`${order.library}/reader.js`);
const read = async (name) => readFile(`${order.folder}/${name}`);
const engine = await Engine.load(await read("hinterland.wasm"), await read("image.war"));
const readings = (await opened(await read("readings.war"), "readings")).header;
const done = [];
for (const war of order.wars) {
  engine.usual();
  if (war.scenario) engine.differ(await opened(await read(`${war.scenario}.war`), "scenario"));
  else engine.undo();
  engine.seed(war.seed);
  for (const [name, value] of Object.entries(war.parameters ?? {})) engine.set(name, value);
  const began = performance.now();
  engine.begin();
  while (engine.day <= engine.header.days[1]) engine.step();
  const seconds = (performance.now() - began) / 1000;
  const made = { seconds, ...engine.hashes(), bytes: engine.bytes, resident: process.resourceUsage().maxRSS * 1024 };
  if (war.arrays) made.arrays = Object.fromEntries(war.arrays.map((name) => [name, Array.from(engine.array(name), Number)]));
  const reader = new Reader(readings, engine.played().figures(), engine.header.days[0]);
  if (war.values) made.values = war.values.map((asked) => [...reader.values(...asked)]);
  if (war.claims) made.claims = readings.claims.map((claim) => [claim[0], reader.beside(claim)]);
  done.push(made);
}
console.log(JSON.stringify(done));
