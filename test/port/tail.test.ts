import { expect, test } from 'vitest';
import { createTail, MAX_TAIL } from '../../src/port/tail.ts';

const tailOf = (...chunks: string[]): string => {
  const tail = createTail();
  for (const chunk of chunks) tail.push(Buffer.from(chunk));
  return tail.text();
};

test('a short output is remembered as a whole', () => {
  expect(tailOf('one\n', 'two')).toBe('one\ntwo');
});

test('of a long output the last whole lines are remembered', () => {
  const lines = Array.from({ length: 5_000 }, (_, i) => `line ${i}\n`);
  const text = tailOf(...lines);
  expect(text.length).toBeGreaterThan(MAX_TAIL - 20);
  expect(text.length).toBeLessThanOrEqual(MAX_TAIL);
  expect(lines.join('').endsWith(`\n${text}`)).toBe(true);
});

test('an output of exactly the limit loses nothing', () => {
  const text = `first\n${'x'.repeat(MAX_TAIL - 6)}`;
  expect(tailOf(text)).toBe(text);
});

test('of one endless line the end is remembered', () => {
  expect(tailOf('x'.repeat(MAX_TAIL * 3), 'the end')).toBe(`${'x'.repeat(MAX_TAIL - 7)}the end`);
});
