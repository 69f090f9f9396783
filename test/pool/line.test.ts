import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Line } from '../../src/pool/line.ts';

describe('a line', () => {
  test('has the one at its head who came first of those that are left, whoever comes, leaves and comes again', () => {
    const step = fc.record({ comes: fc.boolean(), who: fc.nat(9) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const people = Array.from({ length: 10 }, (_, id) => ({ id }));
        const line = new Line<{ id: number }>();
        const waiting: { id: number }[] = [];
        for (const { comes, who } of steps) {
          const person = people[who] as { id: number };
          const at = waiting.indexOf(person);
          if (comes && at < 0) {
            line.add(person);
            waiting.push(person);
          } else if (!comes) {
            expect(line.delete(person)).toBe(at >= 0);
            if (at >= 0) waiting.splice(at, 1);
          }
          expect(line.first()).toBe(waiting[0]);
          expect([...line]).toEqual(waiting);
          expect(line.size).toBe(waiting.length);
        }
      }),
    );
  });
});
