// The packed files of the data: from the page itself where it holds them, else from the folder beside it.
import { opened } from "../../../src/hinterland/web/js/files.js";

type Numbers = Uint8Array | Uint16Array | Uint32Array | Int16Array | Float32Array;
type Place = [kind: keyof typeof KINDS, at: number, ...shape: number[]];

const KINDS = { u1: Uint8Array, u2: Uint16Array, u4: Uint32Array, i2: Int16Array, f4: Float32Array } as const;

/** A file: what its header says, its content, and its arrays of numbers by name, each with its shape. */
export interface Opened<Header> {
  header: Header;
  content: Uint8Array;
  numbers: Record<string, Numbers>;
  shapes: Record<string, number[]>;
}

const kept = new Map<string, Promise<Opened<unknown>>>();

/** Return a file by its name; it is read once. */
export function file<Header>(name: string): Promise<Opened<Header>> {
  if (!kept.has(name)) kept.set(name, read(name));
  return kept.get(name) as Promise<Opened<Header>>;
}

async function read(name: string): Promise<Opened<unknown>> {
  return arraysOf(await bytes(name, true));
}

/** Return what a packed file holds. */
export async function arraysOf<Header>(packed: Uint8Array<ArrayBuffer>): Promise<Opened<Header>> {
  const { header, content } = await opened(packed);
  const numbers: Record<string, Numbers> = {};
  const shapes: Record<string, number[]> = {};
  for (const [key, [kind, at, ...shape]] of Object.entries((header.arrays ?? {}) as Record<string, Place>)) {
    const many = shape.reduce((a, b) => a * b, 1);
    const size = KINDS[kind].BYTES_PER_ELEMENT;
    const own = content.slice(at, at + many * size);
    numbers[key] = new KINDS[kind](own.buffer, 0, many);
    shapes[key] = shape;
  }
  return { header, content, numbers, shapes };
}

/** Return a file as it lies, packed; what is asked for only once leaves the page. */
export async function packed(name: string, once = false): Promise<ArrayBuffer> {
  return (await bytes(name, once)).buffer;
}

/** Return the bytes of a file. Its text in the page takes more memory than they do, so that what is read once is removed. */
async function bytes(name: string, once: boolean): Promise<Uint8Array<ArrayBuffer>> {
  const held = document.getElementById(`data-${name}`);
  if (held) {
    const made = Uint8Array.from(atob(held.textContent ?? ""), (sign) => sign.charCodeAt(0));
    if (once) held.remove();
    return made;
  }
  const answer = await fetch(`data/${name}.war`);
  if (!answer.ok) throw new Error(`data/${name}.war cannot be read (${answer.status})`);
  return new Uint8Array(await answer.arrayBuffer());
}
