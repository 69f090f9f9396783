/** Linearizable or not: histories of one variable that a person can judge by eye. */
import { expect, test } from 'vitest';
import { linearizable, type Operation } from '../../src/testing/simulate/registers.ts';

const base = { value: undefined, version: undefined, existed: undefined, unsure: false };
const set = (from: number, to: number, value: number, version: number): Operation => ({
  ...base,
  kind: 'set',
  from,
  to,
  value,
  version,
});
const get = (from: number, to: number, value?: number): Operation => ({ ...base, kind: 'get', from, to, value });
const del = (from: number, to: number, existed: boolean): Operation => ({ ...base, kind: 'delete', from, to, existed });

test.each<[what: string, history: Operation[]]>([
  ['nothing happened', []],
  ['a read sees the last write', [set(1, 2, 7, 1), get(3, 4, 7)]],
  ['a read beside a write sees the old or the new', [set(1, 2, 7, 1), set(3, 6, 8, 2), get(4, 5, 7)]],
  ['writes at once come in either order', [set(1, 4, 7, 2), set(2, 3, 8, 1), get(5, 6, 7)]],
  ['a deleted variable begins anew', [set(1, 2, 7, 1), del(3, 4, true), get(5, 6), set(7, 8, 9, 1)]],
  ['a write that failed may have been done', [{ ...set(1, 2, 7, 1), unsure: true }, get(3, 4, 7)]],
  ['or not', [{ ...set(1, 2, 7, 1), unsure: true }, get(3, 4)]],
])('%s: some order explains it', (_, history) => {
  expect(linearizable(history)).toBe(true);
});

test.each<[what: string, history: Operation[]]>([
  ['a read before the write sees its value', [get(1, 2, 7), set(3, 4, 7, 1)]],
  ['a stale read', [set(1, 2, 7, 1), set(3, 4, 8, 2), get(5, 6, 7)]],
  ['a lost write', [set(1, 2, 7, 1), set(3, 4, 8, 1)]],
  ['a read that goes back in time', [set(1, 2, 7, 1), set(3, 9, 8, 2), get(4, 5, 8), get(6, 7, 7)]],
  ['a deletion that found nothing where something was', [set(1, 2, 7, 1), del(3, 4, false)]],
  ['a value that nobody wrote', [set(1, 2, 7, 1), get(3, 4, 9)]],
])('%s: no order explains it', (_, history) => {
  expect(linearizable(history)).toBe(false);
});
