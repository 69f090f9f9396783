import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Histogram } from '../../src/model/histogram.ts';

test('a measurement is counted in its bucket and all above; one on the bound is in', () => {
  const histogram = new Histogram([1, 2, 5]);
  for (const value of [0.5, 1, 2, 6]) histogram.observe(value);
  expect(histogram.read()).toEqual({ bounds: [1, 2, 5], counts: [2, 3, 3], count: 4, sum: 9.5 });
});

test('counts what a count by hand gives, for any measurements', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true })), (values) => {
      const bounds = [0.5, 1, 10, 50];
      const histogram = new Histogram(bounds);
      for (const value of values) histogram.observe(value);
      const { counts, count } = histogram.read();
      expect(counts).toEqual(bounds.map((bound) => values.filter((value) => value <= bound).length));
      expect(count).toBe(values.length);
    }),
  );
});
