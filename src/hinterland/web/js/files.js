// The packed files of a war, and what a browser needs to unpack and play them.

/** What keeps this browser from playing a war, in one line, or an empty text. */
export function lacking() {
  if (typeof WebAssembly === "undefined") return "This browser has no WebAssembly: a version from 2021 or later is needed.";
  if (typeof DecompressionStream === "undefined") return "This browser cannot unpack the war: a version from 2023 or later is needed.";
  if (typeof BigInt64Array === "undefined") return "This browser has no whole numbers of 64 bits: a version from 2021 or later is needed.";
  return "";
}

/** Return the bytes that were packed with gzip. */
export async function unpacked(packed) {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Return the header and the content of a packed file of ours. */
export async function opened(packed) {
  const bytes = await unpacked(packed);
  const length = new DataView(bytes.buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  return { header, content: bytes.subarray(4 + length) };
}
