// Plays wars in the page, [scenario, seed] each, and returns for each its hashes, seconds and bytes of memory.
async (order) => {
  const war = globalThis.hinterland;
  const { readings } = await war.ready;
  const [first] = Object.keys(readings.scenarios);
  const packed = (name) => Uint8Array.from(atob(document.getElementById(`scenario-${name}`).textContent), (c) => c.charCodeAt(0)).buffer;
  const done = [];
  for (const [scenario, seed] of order) {
    await war.scenario(scenario === first ? undefined : packed(scenario));
    await war.seed(seed);
    const began = performance.now();
    for await (const day of war.play({ every: 5000 })) void day;
    const seconds = (performance.now() - began) / 1000;
    done.push({ ...(await war.hashes()), seconds, bytes: await war.memory() });
  }
  return done;
}
