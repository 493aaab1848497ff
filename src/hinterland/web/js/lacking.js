// What keeps a browser from playing a war. In the JavaScript of 2009, so that an old browser can read it.

/** Return in one line what this browser lacks, or an empty text. */
export function lacking() {
  if (typeof WebAssembly === "undefined") return "This browser has no WebAssembly: a version from 2021 or later is needed.";
  if (typeof BigInt64Array === "undefined") return "This browser has no whole numbers of 64 bits: a version from 2021 or later is needed.";
  if (typeof DecompressionStream === "undefined") return "This browser cannot unpack the war: a version from 2023 or later is needed.";
  return "";
}
