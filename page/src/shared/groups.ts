// Things put together by what they have in common.

/** Return things by a key, in the order in which keys come first. */
export function grouped<T>(things: T[], keyOf: (one: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const one of things) {
    const key = keyOf(one);
    if (!found.has(key)) found.set(key, []);
    found.get(key)!.push(one);
  }
  return found;
}
