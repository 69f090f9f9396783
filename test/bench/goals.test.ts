/** What the benchmark makes of its figures: goal by goal, met, missed, or why it was not run. */
import { describe, expect, it } from 'vitest';
import { GOALS, type Goal, judge, keysOf, type Rounds } from '../../bench/goals.ts';
import { planOf, tooSlow } from '../../bench/plan.ts';
import { PROGRAMS } from '../../bench/programs.ts';
import { WARM_UP, warmUpOf } from '../../bench/warm-up.ts';

const rows = new Map<string, Rounds>([
  ['add/1/socket', { 0: { p50Us: 40, nodeUs: 9 } }],
  ['add/1/unary', { 0: { p50Us: 320, nodeUs: 5 } }],
]);
const ratio: Goal = { what: 'speed', goal: 'p50', of: 'add/1/socket p50Us', over: 'add/1/unary p50Us' };

describe("the benchmark's goals", () => {
  const met = (goal: Goal): boolean | undefined => judge([goal], rows, () => 'why')[0]?.met;

  it('are met at the limit itself, and missed beyond it', () => {
    expect([0.125, 0.124].map((most) => met({ ...ratio, most }))).toEqual([true, false]);
    expect([0.125, 0.126].map((least) => met({ ...ratio, least }))).toEqual([true, false]);
  });

  it('hold a difference against its limit where they have one to take off', () => {
    const more: Goal = { what: 'cost', goal: 'more', of: 'add/1/socket nodeUs', minus: 'add/1/unary nodeUs' };
    expect(judge([{ ...more, most: 4 }], rows, () => '')[0]).toMatchObject({ value: 4, met: true });
    expect(met({ ...more, most: 3.9 })).toBe(false);
  });

  it('are judged round by round, by the median of the rounds that have both, and tell how far these lie apart', () => {
    const slower = new Map<string, Rounds>([
      ['add/1/socket', { 0: { p50Us: 40 }, 1: { p50Us: 400 }, 2: { p50Us: 45 }, 3: { p50Us: 1 } }],
      ['add/1/unary', { 0: { p50Us: 400 }, 1: { p50Us: 1_000 }, 2: { p50Us: 300 } }],
    ]);
    const [verdict] = judge([{ ...ratio, most: 0.15 }], slower, () => '');
    expect(verdict).toMatchObject({ value: 0.15, spread: [0.1, 0.4], met: true });
  });

  it('are not judged where no round has all that they compare', () => {
    const apart = new Map<string, Rounds>([...rows, ['add/1/unary', { 1: { p50Us: 320 } }]]);
    const [verdict] = judge([{ ...ratio, most: 1 }], apart, () => '');
    expect(verdict).toMatchObject({ met: undefined, why: 'no round has all its figures' });
  });

  it('are neither met nor missed without their rows, and say which row is missing', () => {
    const absent = { ...ratio, over: 'add/1/ray p50Us', most: 1 };
    const [verdict] = judge([absent], rows, (key) => `no ${key}`);
    expect(verdict).toMatchObject({ value: undefined, met: undefined, why: 'no add/1/ray' });
  });

  it('name rows that a full run has, so that none is left out by a misspelt name', () => {
    const { rows, experiments } = planOf(false, []);
    const known = new Set([...rows, ...planOf(true, []).rows, ...experiments].map(({ key }) => key));
    const named = GOALS.flatMap(({ of, over, minus }) => [of, over, minus]).filter((name) => name !== undefined);
    expect(named.map((name) => name.split(' ')[0] ?? '').filter((key) => !known.has(key))).toEqual([]);
    expect(GOALS.filter(({ most, least }) => (most === undefined) === (least === undefined))).toEqual([]);
  });
});

describe('the plan', () => {
  it('asks nobody who does not take part', () => {
    const names = new Set(PROGRAMS.map(({ name }) => name));
    for (const quick of [true, false]) {
      expect(planOf(quick, []).rows.filter(({ contender }) => !names.has(contender))).toEqual([]);
    }
  });

  it('knows what a quick run leaves out', () => {
    const quick = planOf(true, []);
    const keys = [...quick.rows, ...quick.experiments].map(({ key }) => key);
    expect(keys.filter((key) => tooSlow().has(key))).toEqual([]);
    expect(tooSlow().has('start/100/zygote')).toBe(true);
  });

  it('of a quick run has what goals are about and nothing else', () => {
    const named = new Set(GOALS.flatMap(keysOf));
    const { rows, experiments } = planOf(true, []);
    expect([...rows, ...experiments].filter(({ key }) => !named.has(key))).toEqual([]);
    expect(rows.map(({ key }) => key)).toContain('add/1/inline-spin');
  });

  it('has whoever answers small calls answer thousands of them before they count', () => {
    const quick = planOf(true, []);
    expect(warmUpOf('inline-spin', quick.rows, WARM_UP.quick).map(({ callers, calls }) => [callers, calls])).toEqual([
      [64, 12_000],
      [1, 3_000],
    ]);
    const works = warmUpOf('socket', quick.rows, WARM_UP.quick).map(({ work }) => work);
    expect(works).toEqual(['add', 'add', 'echo', 'dicts', 'manydicts', 'array4m']);
  });

  it('is narrowed by where parts of names begin', () => {
    expect(new Set(planOf(false, ['ray']).rows.map(({ contender }) => contender))).toEqual(new Set(['ray']));
    expect(planOf(false, ['add/1']).rows.every(({ key }) => key.startsWith('add/1'))).toBe(true);
  });
});
