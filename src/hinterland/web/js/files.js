// The packed files of a war.

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
