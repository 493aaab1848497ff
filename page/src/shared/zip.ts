// A zip file of a few small files, which are stored as they are.

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** 1 January 1980, the first day that a zip file knows: the same files give the same zip. */
const DAY = 0x21;
const UTF8 = 0x0800;

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k += 1) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
  return n;
});

function checksum(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (sum >>> 8) ^ TABLE[(sum ^ byte) & 255]!;
  return (sum ^ 0xffffffff) >>> 0;
}

/** Return files by name as one zip file. */
export function zip(files: Record<string, string>): Uint8Array<ArrayBuffer> {
  const coder = new TextEncoder();
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const [path, content] = [coder.encode(name), coder.encode(text)];
    const facts: [number, number][] = [[20, 2], [UTF8, 2], [0, 2], [0, 2], [DAY, 2], [checksum(content), 4]];
    facts.push([content.length, 4], [content.length, 4], [path.length, 2], [0, 2]);
    parts.push(numbers([[LOCAL, 4], ...facts]), path, content);
    directory.push(numbers([[CENTRAL, 4], [20, 2], ...facts, [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]]), path);
    at += 30 + path.length + content.length;
  }
  const length = directory.reduce((sum, one) => sum + one.length, 0);
  const many = Object.keys(files).length;
  const end = numbers([[END, 4], [0, 2], [0, 2], [many, 2], [many, 2], [length, 4], [at, 4], [0, 2]]);
  return joined([...parts, ...directory, end]);
}

function numbers(values: [value: number, size: number][]): Uint8Array {
  return Uint8Array.from(values.flatMap(([value, size]) => Array.from({ length: size }, (_, k) => (value >>> (8 * k)) & 255)));
}

function joined(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, one) => sum + one.length, 0));
  let at = 0;
  for (const one of parts) {
    whole.set(one, at);
    at += one.length;
  }
  return whole;
}
