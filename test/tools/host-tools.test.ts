import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { Stopped } from '../../src/model/call-errors.ts';
import { isVivariumError } from '../../src/model/errors.ts';
import { HostToolFailed } from '../../src/model/tool-errors.ts';
import type { ToolContext } from '../../src/tools/context.ts';
import { tool } from '../../src/tools/tool.ts';
import { rejection } from '../support/service.ts';
import { aRequest, hostTools } from './support.ts';

const described = { description: 'A tool' };

/** A tool that notes its context and waits until it is told how to end. */
function held(options: { timeout?: number; concurrency?: number } = {}) {
  const calls: { context: ToolContext; resolve: (value: unknown) => void; reject: (error: unknown) => void }[] = [];
  const made = tool({
    ...described,
    ...options,
    execute: (_, context) => new Promise((resolve, reject) => calls.push({ context, resolve, reject })),
  });
  return { made, calls };
}

/** Lets what has been decided happen: every promise that can settle by itself has settled. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a host tool that fails', () => {
  test.each([
    [
      'throws',
      () => {
        throw new TypeError('no');
      },
      'TypeError',
      'no',
    ],
    ['rejects', () => Promise.reject(new RangeError('far')), 'RangeError', 'far'],
    [
      'throws a string',
      () => {
        throw 'oh';
      },
      'Error',
      'it threw string "oh"',
    ],
    ['rejects with nothing', () => Promise.reject(undefined), 'Error', 'it threw undefined'],
  ])('%s: the call ends with HostToolFailed, type, message and cause', async (_, execute, type, message) => {
    const { host } = hostTools({ tools: { bad: tool({ ...described, execute }) } });
    const error = await rejection(host.run(aRequest('bad')));
    expect(error).toBeInstanceOf(HostToolFailed);
    expect(error).toMatchObject({
      code: 'VIV_TOOL_FAILED',
      message: `host tool bad: ${type}: ${message}`,
      facts: { tool: 'bad', type, message },
    });
    expect(host.size).toBe(0);
  });

  test('is not called at all when it has another kind of end', async () => {
    const one = tool({ ...described, execute: () => 1 });
    const many = tool({ ...described, streaming: true, execute: () => [1] });
    const { host } = hostTools({ tools: { one, many } });
    expect(await rejection(host.run(aRequest('many')))).toMatchObject({ code: 'VIV_STREAM_ONLY' });
    expect(await rejection(host.open(aRequest('one')).next())).toMatchObject({ code: 'VIV_NOT_STREAMING' });
  });
});

describe('a call of a host tool', () => {
  test('is told its deadline: the smallest of what the caller has left and the tool allows', async () => {
    const { made, calls } = held({ timeout: 400 });
    const { host, clock } = hostTools({ tools: { made } });
    clock.advance(1_000);
    const ends = [host.run(aRequest('made', {}, { timeoutMs: 250 })), host.run(aRequest('made'))];
    await settled();
    expect(calls.map(({ context }) => context.deadline)).toEqual([1_250, 1_400]);
    clock.advance(100);
    expect(calls[0]?.context.timeRemaining()).toBe(150);
    clock.advance(1_000);
    expect(calls[0]?.context.timeRemaining()).toBe(0);
    await Promise.allSettled(ends);
  });

  test('that never settles ends at its deadline, and its signal says why', async () => {
    const { made, calls } = held();
    const { host, clock } = hostTools({ tools: { made } });
    const end = rejection(host.run(aRequest('made', {}, { timeoutMs: 50 })));
    await settled();
    clock.advance(50);
    const error = await end;
    expect(error).toMatchObject({ code: 'VIV_CALL_TIMEOUT', message: 'host tool made took longer than 50ms' });
    expect(calls[0]?.context.signal.reason).toBe(error);
    calls[0]?.resolve('too late');
    await settled();
    expect([host.size, clock.pending]).toEqual([0, 0]);
  });

  test('has 30 s when nobody says otherwise', async () => {
    const { made, calls } = held();
    const { host, clock } = hostTools({ tools: { made } });
    const end = rejection(host.run(aRequest('made')));
    await settled();
    expect(calls[0]?.context.timeRemaining()).toBe(30_000);
    clock.advance(30_000);
    expect(await end).toMatchObject({ code: 'VIV_CALL_TIMEOUT' });
  });

  test('that its caller cancels ends at once, and the tool hears it', async () => {
    const { made, calls } = held();
    const { host } = hostTools({ tools: { made } });
    const caller = new AbortController();
    const end = rejection(host.run(aRequest('made', {}, { signal: caller.signal })));
    await settled();
    caller.abort('changed my mind');
    expect(await end).toMatchObject({ code: 'VIV_CALL_CANCELLED', cause: 'changed my mind' });
    expect(calls[0]?.context.signal.aborted).toBe(true);
  });

  test('leaves no listener on the signal of its caller, however it ends', async () => {
    const { made, calls } = held({ concurrency: 1 });
    const { host } = hostTools({ tools: { made } });
    const caller = new AbortController();
    const run = () => host.run(aRequest('made', {}, { signal: caller.signal }));
    const ends = [run(), run()];
    await settled();
    expect(getEventListeners(caller.signal, 'abort')).toHaveLength(2);
    calls[0]?.resolve(1);
    await settled();
    calls[1]?.reject(new Error('no'));
    await Promise.allSettled(ends);
    expect(getEventListeners(caller.signal, 'abort')).toEqual([]);
  });

  test('cancelled before it began is not run', async () => {
    const { made, calls } = held();
    const { host } = hostTools({ tools: { made } });
    expect(await rejection(host.run(aRequest('made', {}, { signal: AbortSignal.abort() })))).toMatchObject({
      code: 'VIV_CALL_CANCELLED',
    });
    await settled();
    expect(calls).toEqual([]);
  });

  test('ends with Stopped when the runtime stops, and none begins after that', async () => {
    const { made } = held();
    const { host } = hostTools({ tools: { made } });
    const end = rejection(host.run(aRequest('made')));
    await settled();
    host.close();
    expect(await end).toBeInstanceOf(Stopped);
    expect(await rejection(host.run(aRequest('made')))).toBeInstanceOf(Stopped);
  });

  test('is waited for by drained(), for as long as there is time', async () => {
    const { made, calls } = held();
    const { host, clock } = hostTools({ tools: { made } });
    const order: string[] = [];
    const end = host.run(aRequest('made')).then(() => order.push('ended'));
    await settled();
    const drained = host.drained(1_000).then(() => order.push('drained'));
    await settled();
    expect(order).toEqual([]);
    calls[0]?.resolve(1);
    await Promise.all([end, drained]);
    expect(order).toHaveLength(2);
    const stuck = rejection(host.run(aRequest('made')));
    const gaveUp = host.drained(1_000);
    clock.advance(1_000);
    await gaveUp;
    host.close();
    await stuck;
  });

  test('takes arguments without names in the order of the schema', async () => {
    const made = tool({
      ...described,
      parameters: [{ name: 'a' }, { name: 'b' }],
      execute: (args) => args,
    });
    const { host } = hostTools({ tools: { made } });
    expect(await host.run(aRequest('made', { b: 2 }, { positional: [1] }))).toEqual({ a: 1, b: 2 });
    expect(await rejection(host.run(aRequest('made', { a: 1 }, { positional: [1] })))).toMatchObject({
      message: 'host tool made: arguments.a: is given twice',
    });
    expect(await rejection(host.run(aRequest('made', {}, { positional: [1, 2, 3] })))).toMatchObject({
      message: 'host tool made: 3 arguments without a name; it has a, b',
    });
  });
});

describe('a host tool with a limit of concurrency', () => {
  test('runs so many at once, the others in the order of their calls', async () => {
    const { made, calls } = held({ concurrency: 2 });
    const { host } = hostTools({ tools: { made } });
    const ends = [0, 1, 2, 3].map((n) => host.run(aRequest('made', { n })));
    await settled();
    expect(calls).toHaveLength(2);
    calls[1]?.resolve('b');
    await settled();
    expect(calls).toHaveLength(3);
    calls[0]?.resolve('a');
    await settled();
    calls[2]?.resolve('c');
    calls[3]?.resolve('d');
    expect(await Promise.all(ends)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('gives a place free only when its tool has really ended, and its queue is left by those who wait no more', async () => {
    const { made, calls } = held({ concurrency: 1 });
    const { host, clock } = hostTools({ tools: { made } });
    const first = rejection(host.run(aRequest('made', {}, { timeoutMs: 10 })));
    const second = rejection(host.run(aRequest('made', {}, { timeoutMs: 20 })));
    const third = host.run(aRequest('made', {}, { timeoutMs: 1_000 }));
    await settled();
    clock.advance(20);
    expect(await first).toMatchObject({ code: 'VIV_CALL_TIMEOUT' });
    expect(await second).toMatchObject({ code: 'VIV_CALL_TIMEOUT' });
    expect(calls).toHaveLength(1);
    calls[0]?.resolve('unheard');
    await settled();
    calls[1]?.resolve('heard');
    expect(await third).toBe('heard');
  });

  test.each(Array.from({ length: 12 }, (_, turns) => turns))(
    'loses no place to a caller that gives up %i turns after a place is free',
    async (turns) => {
      const { made, calls } = held({ concurrency: 1 });
      const { host } = hostTools({ tools: { made } });
      const caller = new AbortController();
      const first = host.run(aRequest('made'));
      const second = host.run(aRequest('made', {}, { signal: caller.signal })).catch(() => {});
      const third = host.run(aRequest('made'));
      await settled();
      calls[0]?.resolve(1);
      for (let turn = 0; turn < turns; turn++) await undefined;
      caller.abort();
      await settled();
      for (const { resolve } of calls) resolve('in');
      await settled();
      for (const { resolve } of calls) resolve('in');
      expect(await Promise.all([first, third])).toEqual([1, 'in']);
      await second;
    },
  );

  test('refuses at once when a thousand wait already, and may be retried', async () => {
    const { made } = held({ concurrency: 1 });
    const { host } = hostTools({ tools: { made } });
    const waiting = Array.from({ length: 1_001 }, () => rejection(host.run(aRequest('made'))));
    await settled();
    expect(await rejection(host.run(aRequest('made')))).toMatchObject({ code: 'VIV_TOOL_SATURATED', retryable: true });
    host.close();
    const ends = await Promise.all(waiting);
    expect(ends.every((end) => isVivariumError(end, 'VIV_STOPPED'))).toBe(true);
  });
});

describe('a host tool that calls itself', () => {
  test('is refused at once when the calls above it hold all of its places', async () => {
    const { host } = hostTools({
      tools: {
        deep: tool({
          ...described,
          concurrency: 2,
          execute: async ({ n }): Promise<unknown> =>
            n === 0 ? 'bottom' : host.run(aRequest('deep', { n: Number(n) - 1 })),
        }),
      },
    });
    expect(await host.run(aRequest('deep', { n: 1 }))).toBe('bottom');
    expect(await rejection(host.run(aRequest('deep', { n: 2 })))).toMatchObject({
      code: 'VIV_WOULD_DEADLOCK',
      facts: { what: 'the host', tool: 'deep', slots: 2 },
    });
  });

  test('waits when the places are held by somebody else', async () => {
    const { made, calls } = held({ concurrency: 1 });
    const { host } = hostTools({
      tools: { made, outer: tool({ ...described, execute: () => host.run(aRequest('made')) }) },
    });
    const [first, second] = [host.run(aRequest('made')), host.run(aRequest('outer'))];
    await settled();
    calls[0]?.resolve(1);
    await first;
    await settled();
    calls[1]?.resolve(2);
    expect(await second).toBe(2);
  });

  test('passes its deadline on: a call made inside has no more time than the one around it', async () => {
    const { made, calls } = held();
    const { host } = hostTools({
      tools: { made, outer: tool({ ...described, timeout: 70, execute: () => host.run(aRequest('made')) }) },
    });
    const end = host.run(aRequest('outer'));
    await settled();
    expect(calls[0]?.context.deadline).toBe(70);
    calls[0]?.resolve('in time');
    expect(await end).toBe('in time');
  });
});

describe('results', () => {
  test('that are not what the tool promised are its failure, with the path', async () => {
    const made = tool({
      ...described,
      output: { type: 'array', items: { type: 'object', required: ['id'] } },
      execute: () => [{ id: 1 }, {}],
    });
    const { host } = hostTools({ tools: { made } });
    expect(await rejection(host.run(aRequest('made')))).toMatchObject({
      code: 'VIV_TOOL_FAILED',
      message: 'host tool made: BadResult: result[1].id: is missing',
    });
  });
});
