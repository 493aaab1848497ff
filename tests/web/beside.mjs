// Opens a war through the library as a page does, with its worker in the same process of Node.
import { readFile } from "node:fs/promises";

/** Return a war of a folder that `export-web` wrote; its worker hears what it is told after every day. */
export async function opened(library, folder) {
  let time = 0;
  performance.now = () => (time += 1000);
  const worker = { postMessage: (data) => self.onmessage({ data: structuredClone(data) }), terminate() {} };
  globalThis.self = { postMessage: (data) => worker.onmessage({ data: structuredClone(data) }) };
  await import(`${library}/worker.js`);
  const { War } = await import(`${library}/war.js`);
  const read = async (name) => Uint8Array.from(await readFile(`${folder}/${name}`)).buffer;
  const [module, image, readings] = await Promise.all(["hinterland.wasm", "image.war", "readings.war"].map(read));
  const war = new War({ module, image, readings, worker });
  await war.ready;
  return { war, read };
}

/** Return as JSON what the library answered: typed arrays as lists. */
export function written(made) {
  return JSON.stringify(made, (_, one) => (ArrayBuffer.isView(one) ? [...one] : one));
}
