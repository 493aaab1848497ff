// The packed files of a war.

/** Return the bytes that were packed with gzip. */
export async function unpacked(packed) {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Return the header and the content of a packed file; refuse what is none, or not of the kind ("image", "readings", "scenario") that is meant. */
export async function opened(packed, kind) {
  try {
    const bytes = await unpacked(packed);
    const length = new DataView(bytes.buffer).getUint32(0, true);
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
    if (header.file === kind) return { header, content: bytes.subarray(4 + length) };
  } catch {
    // It is refused below, in the same words as a file of another kind.
  }
  throw new Error(`what was given as the ${kind ?? "data"} is no such file of a war: give the one that export-web wrote`);
}

/** What to do where files of several exports meet. */
export const TOGETHER = "take all files from one folder of export-web";

/** Refuse a file that was written with another image. */
export function checkOf(kind, header, image) {
  if (header.of !== image.of) throw new Error(`what was given as the ${kind} was written with another image: ${TOGETHER}`);
}
