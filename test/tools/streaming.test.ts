import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { tool } from '../../src/tools/tool.ts';
import { rejection } from '../support/service.ts';
import { aRequest, hostTools } from './support.ts';

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A generator that writes down what happens to it. */
function counter(options: { concurrency?: number; timeout?: number } = {}) {
  const story: string[] = [];
  const made = tool({
    description: 'Counts',
    streaming: true,
    ...options,
    async *execute({ to = 100 }) {
      try {
        for (let n = 0; n < Number(to); n++) {
          story.push(`made ${n}`);
          yield n;
        }
      } finally {
        story.push('finally');
      }
    },
  });
  return { made, story };
}

async function all(chunks: AsyncIterable<unknown>): Promise<unknown[]> {
  const taken: unknown[] = [];
  for await (const chunk of chunks) taken.push(chunk);
  return taken;
}

describe('a streaming host tool', () => {
  test('gives its chunks in order, and its place back at the end', async () => {
    const { made } = counter({ concurrency: 1 });
    const { host, clock } = hostTools({ tools: { made } });
    for (let round = 0; round < 3; round++)
      expect(await all(host.open(aRequest('made', { to: 3 })))).toEqual([0, 1, 2]);
    expect([host.size, clock.pending]).toEqual([0, 0]);
  });

  test('may be a plain generator, a list, or a promise of one', async () => {
    const kinds = {
      plain: function* () {
        yield 1;
        yield Promise.resolve(2);
      },
      list: () => [1, 2],
      promised: async () => [1, 2],
    };
    for (const execute of Object.values<() => unknown>(kinds)) {
      const { host } = hostTools({ tools: { made: tool({ description: 'x', streaming: true, execute }) } });
      expect(await all(host.open(aRequest('made')))).toEqual([1, 2]);
    }
  });

  test('that goes on keeps nothing of the chunks that have been taken', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    async function* execute() {
      for (;;) yield {};
    }
    const { host } = hostTools({ tools: { made: tool({ description: 'Endless', streaming: true, execute }) } });
    const stream = host.open(aRequest('made'));
    const taken: WeakRef<object>[] = [];
    while (taken.length < 1_000) taken.push(new WeakRef((await stream.next()).value as object));
    await settled();
    collectGarbage();
    expect(taken.filter((chunk) => chunk.deref() !== undefined).length).toBeLessThan(10);
    await stream.return();
  });

  test('makes a chunk only when one is wanted', async () => {
    const { made, story } = counter();
    const { host } = hostTools({ tools: { made } });
    const chunks = host.open(aRequest('made'));
    expect(story).toEqual([]);
    await chunks.next();
    await settled();
    expect(story).toEqual(['made 0']);
    await chunks.return();
  });

  test('has run its finally when its consumer has left', async () => {
    const { made, story } = counter({ concurrency: 1 });
    const { host } = hostTools({ tools: { made } });
    for await (const chunk of host.open(aRequest('made'))) if (chunk === 1) break;
    expect(story).toEqual(['made 0', 'made 1', 'finally']);
    expect(await all(host.open(aRequest('made', { to: 1 })))).toEqual([0]);
  });

  test('that throws after some chunks gives those, then the error', async () => {
    const made = tool({
      description: 'x',
      streaming: true,
      *execute() {
        yield 1;
        throw new RangeError('enough');
      },
    });
    const { host } = hostTools({ tools: { made } });
    const chunks = host.open(aRequest('made'));
    expect(await chunks.next()).toEqual({ done: false, value: 1 });
    expect(await rejection(chunks.next())).toMatchObject({
      code: 'VIV_TOOL_FAILED',
      message: 'host tool made: RangeError: enough',
    });
    expect(host.size).toBe(0);
  });

  test('that is stuck ends when its caller cancels, and at its deadline', async () => {
    const stuck = tool({
      description: 'x',
      streaming: true,
      execute: async function* () {
        await new Promise(() => {});
        yield 1;
      },
    });
    const { host, clock } = hostTools({ tools: { stuck } });
    const caller = new AbortController();
    const first = rejection(host.open(aRequest('stuck', {}, { signal: caller.signal })).next());
    const second = rejection(host.open(aRequest('stuck', {}, { timeoutMs: 40 })).next());
    await settled();
    caller.abort();
    expect(await first).toMatchObject({ code: 'VIV_CALL_CANCELLED' });
    clock.advance(40);
    expect(await second).toMatchObject({ code: 'VIV_CALL_TIMEOUT' });
    expect(host.size).toBe(0);
  });

  test('has 15 minutes when nobody says otherwise', async () => {
    const { made, story } = counter();
    const { host, clock } = hostTools({ tools: { made } });
    const chunks = host.open(aRequest('made'));
    await chunks.next();
    clock.advance(15 * 60_000);
    expect(await rejection(chunks.next())).toMatchObject({ code: 'VIV_CALL_TIMEOUT' });
    await settled();
    expect(story.at(-1)).toBe('finally');
  });

  test.each([7, null, 'text', {}])('whose execute gives %j has failed: that is no generator', async (value) => {
    const made = tool({ description: 'x', streaming: true, execute: () => value, concurrency: 1 });
    const { host } = hostTools({ tools: { made } });
    for (let round = 0; round < 2; round++)
      expect(await rejection(host.open(aRequest('made')).next())).toMatchObject({
        code: 'VIV_TOOL_FAILED',
        message: expect.stringContaining("a streaming tool's execute is a generator, but it returned"),
      });
  });

  test('has each chunk checked', async () => {
    const made = tool({ description: 'x', streaming: true, output: { type: 'integer' }, execute: () => [1, 'two'] });
    const { host } = hostTools({ tools: { made } });
    const chunks = host.open(aRequest('made'));
    expect((await chunks.next()).value).toBe(1);
    expect(await rejection(chunks.next())).toMatchObject({
      message: 'host tool made: BadResult: result: expected an integer, got string "two"',
    });
  });

  test('knows in its body what led to it: what it calls has no more time than it has itself', async () => {
    const inner = tool({ description: 'x', execute: (_, { deadline }) => deadline });
    const outer = tool({
      description: 'x',
      streaming: true,
      timeout: 70,
      execute: async function* () {
        yield await host.run(aRequest('inner'));
        yield await host.run(aRequest('inner'));
      },
    });
    const { host } = hostTools({ tools: { inner, outer } });
    expect(await all(host.open(aRequest('outer')))).toEqual([70, 70]);
  });
});
