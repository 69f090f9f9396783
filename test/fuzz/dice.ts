/** Bad input by a seed: bytes, texts and values that nobody sends on purpose. `VIVARIUM_SEED` and `VIVARIUM_FUZZ_RUNS` choose. */
import { type Random, seededRandom } from '../../src/model/random.ts';

export const SEED = Number(process.env['VIVARIUM_SEED'] ?? 1);
export const RUNS = Number(process.env['VIVARIUM_FUZZ_RUNS'] ?? 150);

/** Names that mean something to every object. */
export const LOADED = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'] as const;

export class Dice {
  readonly #random: Random;

  constructor(seed = SEED) {
    this.#random = seededRandom(seed);
  }

  below(count: number): number {
    return Math.floor(this.#random.next() * count);
  }

  one<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.below(choices.length)] ?? choices[0];
  }

  bytes(most: number): Buffer {
    return Buffer.from(Array.from({ length: this.below(most + 1) }, () => this.below(256)));
  }

  /** Cut, changed in a few places, or continued. */
  spoilt(bytes: Uint8Array): Buffer {
    const copy = Buffer.from(bytes);
    switch (this.below(3)) {
      case 0:
        return copy.subarray(0, this.below(copy.length + 1));
      case 1:
        return Buffer.concat([copy, this.bytes(16)]);
      default:
        for (let times = this.below(4); times >= 0; times -= 1)
          if (copy.length > 0) copy[this.below(copy.length)] = this.below(256);
        return copy;
    }
  }

  text(): string {
    return this.one([
      '',
      ' ',
      '\0',
      '../../etc',
      '=',
      '--',
      'é漢😀',
      'x'.repeat(5_000),
      '1e999',
      '-0',
      'null',
      '{',
      ...LOADED,
    ]);
  }

  number(): number {
    return this.one([
      0,
      -1,
      1,
      1.5,
      2 ** 31,
      2 ** 32 - 1,
      2 ** 53,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      this.below(100),
    ]);
  }

  /** Whatever JSON can say, some of it with loaded keys of its own. */
  json(depth = 3): unknown {
    const kind = this.below(depth === 0 ? 4 : 6);
    if (kind === 0) return this.text();
    if (kind === 1) return this.below(1_000) - 500;
    if (kind === 2) return this.one([true, false]);
    if (kind === 3) return null;
    const inner = Array.from({ length: this.below(4) }, () => this.json(depth - 1));
    if (kind === 4) return inner;
    const entries = inner.map(
      (value) => `${JSON.stringify(this.one([...LOADED, 'a', 'name', 'size']))}:${JSON.stringify(value)}`,
    );
    return JSON.parse(`{${entries.join(',')}}`);
  }
}

/** What every object inherits is as it was: nothing of what came in has reached it. */
export function inherited(): string {
  return (
    JSON.stringify(Object.getOwnPropertyNames(Object.prototype).sort()) + Object.keys({ ...Object.getPrototypeOf({}) })
  );
}
