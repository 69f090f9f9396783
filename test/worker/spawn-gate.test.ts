import { describe, expect, test } from 'vitest';
import { createSpawnGate } from '../../src/worker/spawn-gate.ts';

/** A gate, and who has gone in. */
function aGate(width: number) {
  const inside: string[] = [];
  const gate = createSpawnGate(width);
  return { inside, enter: (name: string) => gate.enter(() => inside.push(name)) };
}

describe('the spawn gate', () => {
  test('lets as many in as it is wide, the others in order as places come free', () => {
    const { inside, enter } = aGate(2);
    const [a, b] = ['a', 'b', 'c', 'd'].map(enter);
    expect(inside).toEqual(['a', 'b']);
    b?.leave();
    expect(inside).toEqual(['a', 'b', 'c']);
    a?.leave();
    expect(inside).toEqual(['a', 'b', 'c', 'd']);
  });

  test('takes a pass back once: leaving twice frees one place', () => {
    const { inside, enter } = aGate(1);
    const [a] = ['a', 'b', 'c'].map(enter);
    a?.leave();
    a?.leave();
    expect(inside).toEqual(['a', 'b']);
  });

  test('passes over who has left the queue, whose leaving frees no place', () => {
    const { inside, enter } = aGate(1);
    const [a, b] = ['a', 'b', 'c'].map(enter);
    b?.leave();
    expect(inside).toEqual(['a']);
    a?.leave();
    expect(inside).toEqual(['a', 'c']);
  });
});
