/** The one source of chance: jitter, ids of tests, order in simulation. Seeded, so that a run can be repeated. */

export interface Random {
  /** In [0, 1). */
  next(): number;
}

/** mulberry32: small, fast, good enough for jitter; the same seed gives the same sequence everywhere. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return {
    next() {
      state = (state + 0x6d2b79f5) >>> 0;
      let t = state;
      t = Math.imul(t ^ (t >>> 15), t | 1);
      t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
      return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    },
  };
}

/** A source nobody can foretell, seeded by the operating system. */
export function freshRandom(): Random {
  return seededRandom(crypto.getRandomValues(new Uint32Array(1))[0] ?? 0);
}
