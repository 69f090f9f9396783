/** Many tasks, a few at a time: in order, bounded, and gone with their reader. */
import { describe, expect, it } from 'vitest';
import { formatExit } from '../../src/model/exit.ts';
import { eventually } from '../support/eventually.ts';
import { defer } from './support.ts';
import { boom, build, patient } from './task-support.ts';

describe('a stream of tasks', () => {
  it('gives the results in the order of the items, with no more than so many at once', async () => {
    const { under } = build();
    const begun: number[] = [];
    const gates = [0, 1, 2, 3].map(() => defer());
    const stream = under.asyncStream(
      gates.keys(),
      async (i) => {
        begun.push(i);
        await gates[i]?.promise;
        return i * 10;
      },
      { maxConcurrency: 2 },
    );
    const first = stream.next();
    await eventually(() => begun.length === 2);
    gates[1]?.resolve();
    gates[0]?.resolve();
    const results: unknown[] = [(await first).value];
    expect(begun).toEqual([0, 1]);
    for (const gate of gates) gate.resolve();
    for await (const result of stream) results.push(result);
    expect(results).toEqual([{ ok: 0 }, { ok: 10 }, { ok: 20 }, { ok: 30 }]);
  });

  it('gives crashes as data, and goes on', async () => {
    const { under } = build();
    const results: string[] = [];
    for await (const result of under.asyncStream(['a', 'b', 'c'], (item) => (item === 'b' ? boom() : item)))
      results.push('ok' in result ? result.ok : formatExit(result.exit));
    expect(results).toEqual(['a', 'crash: TypeError: boom', 'c']);
  });

  it('ends those that run when its reader leaves', async () => {
    const { under, running } = build();
    const { fn, heard } = patient();
    for await (const result of under.asyncStream([1, 2, 3], (i, scope) => (i === 1 ? 'one' : fn(scope)), {
      maxConcurrency: 3,
    })) {
      expect(result).toEqual({ ok: 'one' });
      break;
    }
    expect([heard, running()]).toEqual([['told', 'told'], 0]);
  });

  const never = () => new Promise<string>(() => undefined);

  it('an item that takes too long ends it, and everything that runs', async () => {
    const { under, clock, running } = build();
    const { fn } = patient();
    const next = under.asyncStream([1, 2], (_, scope) => fn(scope), { timeout: '1s' }).next();
    await eventually(() => running() === 2);
    clock.advance(1_000);
    await expect(next).rejects.toMatchObject({ code: 'VIV_CALL_TIMEOUT' });
    expect(running()).toBe(0);
  });

  it('or that item alone, with onTimeout kill_task', async () => {
    const { under, clock, running } = build();
    const stream = under.asyncStream([1, 2], (i) => (i === 1 ? never() : 'two'), {
      timeout: '1s',
      onTimeout: 'kill_task',
    });
    const first = stream.next();
    await eventually(() => running() === 1);
    clock.advance(1_000);
    expect([(await first).value, (await stream.next()).value]).toEqual([{ exit: 'timeout' }, { ok: 'two' }]);
  });
});
