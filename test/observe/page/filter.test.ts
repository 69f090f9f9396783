import { describe, expect, test } from 'vitest';
import { matches, parseFilter } from '../../../src/observe/page/model/filter.ts';
import type { LogRow } from '../../../src/observe/page/model/log-row.ts';

const row = (type: string, actor: string, says = '', at = 0): LogRow => ({ seq: 1, at, type, actor, says });
const found = (filter: string, of: LogRow, now = 0): boolean => matches(parseFilter(filter), of, now);

describe('the filter of the log', () => {
  const exit = row('exit', 'worker:ml/1#2', 'crash: out of memory', 1_000);

  test.each([
    ['', true],
    ['actor:ml/1', true],
    ['actor:ml/3', false],
    ['type:EXIT', true],
    ['type:started,exit', true],
    ['-type:exit', false],
    ['-type:message', true],
    ['"out of memory"', true],
    ['"out of disk"', false],
    ['says:memory type:exit', true],
    ['says:exit', false],
    ['worker:ml/1', true],
    ['worker:ml/2', false],
  ])('%j finds an exit of worker:ml/1: %s', (filter, expected) => {
    expect(found(filter, exit)).toBe(expected);
  });

  test('since: leaves out what is older', () => {
    expect(found('since:5s', exit, 6_000)).toBe(true);
    expect(found('since:5s', exit, 6_001)).toBe(false);
    expect(found('since:1.5m', exit, 91_000)).toBe(true);
  });

  test('a duration that is none is told, and filters nothing', () => {
    const filter = parseFilter('since:yesterday');
    expect(filter.problem).toMatch('since:yesterday is no duration');
    expect(matches(filter, exit, 1e9)).toBe(true);
  });
});
