import { describe, expect, test } from 'vitest';
import { type Duration, formatMs, toMs } from '../../src/model/duration.ts';

describe('a duration', () => {
  test.each<[Duration, number]>([
    [0, 0],
    [250, 250],
    ['0s', 0],
    ['200ms', 200],
    ['5s', 5_000],
    ['1.5m', 90_000],
    ['2h', 7_200_000],
    ['infinity', Number.POSITIVE_INFINITY],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
  ])('of %s is %d ms', (written, ms) => {
    expect(toMs(written, 'timeout')).toBe(ms);
  });

  test.each(['5', '5 s', 's', '-5s', '5d', '1e3ms', '', 'Infinity', -1, Number.NaN, null, true, 5n, [5]])(
    'of %s is refused, naming the field and what it holds',
    (wrong) => {
      expect(() => toMs(wrong as Duration, 'pools.ml.timeout')).toThrow(
        /^pools\.ml\.timeout: expected a duration such as 500, '500ms', '5s', '2m' or 'infinity', got /,
      );
    },
  );

  test.each([
    [0, '0ms'],
    [83.4, '83ms'],
    [1_234, '1.2s'],
    [240_000, '4.0min'],
  ])('of %d ms reads %s', (ms, text) => {
    expect(formatMs(ms)).toBe(text);
  });
});
