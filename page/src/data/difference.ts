// Differences of a field in a byte: 127 for none, more above, less below, spread so that small ones keep theirs.

const ZERO = 127;

export function codeOf(difference: number, top: number): number {
  const share = Math.min(1, Math.sqrt(Math.abs(difference) / top));
  return ZERO + Math.sign(difference) * Math.round(share * ZERO);
}

/** Return the difference that a code stands for. */
export function differenceOf(code: number, top: number): number {
  const share = (code - ZERO) / ZERO;
  return top * share * Math.abs(share);
}

/** Return the sizes from which a difference has a colour, of the steps of its field. */
export function sizes(steps: number[]): number[] {
  return [steps[0]!, steps[2]!, steps[4]!];
}
