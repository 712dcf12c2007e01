/** Choices that a seed decides: the same seed, the same choices. */
export interface Chance {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number from 0 to `limit` − 1. */
  below(limit: number): number;
  /** True so often, 0 to 1. */
  happens(probability: number): boolean;
  /** One of the choices. */
  of<T>(...choices: readonly T[]): T;
}

/** The generator "mulberry32": 32 bits of state, enough for choices of a test. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    happens: (probability) => next() < probability,
    of: (...choices) => choices[below(choices.length)] as (typeof choices)[number],
  };
}
