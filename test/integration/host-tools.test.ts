/** Python calls tools of the host: real workers, real frames, real Python. */
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  createRuntime,
  type Log,
  type PoolOptions,
  type Runtime,
  type RuntimeOptions,
  type ToolContext,
  tensor,
  tool,
} from '../../src/index.ts';
import { eventually } from '../support/eventually.ts';
import { python } from '../support/python.ts';
import { adapter, rejection } from '../support/service.ts';

const runtimes: Runtime[] = [];

afterEach(() => Promise.all(runtimes.splice(0).map((runtime) => runtime.stop({ grace: 0 }))));

interface Given extends Omit<RuntimeOptions, 'pools'> {
  readonly pools?: Readonly<Record<string, Partial<PoolOptions>>>;
}

/** Started; the pool `py` is on the adapter `backcall` unless the test has other ideas. */
async function running({ pools = { py: {} }, ...options }: Given = {}): Promise<Runtime> {
  const base = { adapter: adapter('backcall'), python: python(), backoff: false } as const;
  const runtime = createRuntime({
    ...options,
    logger: options.logger ?? { debug() {}, info() {}, warn() {}, error() {} },
    pools: Object.fromEntries(Object.entries(pools).map(([name, pool]) => [name, { ...base, ...pool }])),
  });
  runtimes.push(runtime);
  await runtime.start();
  return runtime;
}

const echo = tool({ description: 'Gives back what it is given', execute: (args) => args });

describe('a host tool called from Python', () => {
  test('gets its arguments and gives its result, whatever the values are', async () => {
    const seen: unknown[] = [];
    const keep = tool({
      description: 'Keeps',
      execute: (args) => {
        seen.push(args);
        return args;
      },
    });
    const py = (await running({ tools: { keep } })).pool('py');
    const args = {
      text: 'grüß',
      int: 7,
      big: 2n ** 70n,
      float: 0.5,
      nan: Number.NaN,
      yes: true,
      none: null,
      list: [1, [2]],
      map: { a: { b: 1 } },
      bytes: new Uint8Array(1_000).fill(7),
      array: tensor(new Float32Array([1, 2, 3, 4]), [2, 2]),
    };
    expect(await py.call('call', { name: 'keep', args })).toEqual(args);
    expect(seen).toEqual([args]);
    expect(await py.call('call_async', { name: 'keep', args: { large: new Uint8Array(3_000_000) } })).toMatchObject({
      large: { length: 3_000_000 },
    });
  });

  test('that returns nothing gives None', async () => {
    const py = (await running({ tools: { quiet: tool({ description: 'x', execute: () => {} }) } })).pool('py');
    expect(await py.call('call', { name: 'quiet' })).toBeNull();
  });

  test('is told who calls, with which metadata, until when, and in which call', async () => {
    const contexts: ToolContext[] = [];
    const look = tool({
      description: 'x',
      execute: (_, context) => {
        contexts.push(context);
      },
    });
    const runtime = await running({ tools: { look } });
    await runtime.pool('py').call('call', { name: 'look' }, { timeout: '5s', metadata: { correlation_id: 'c-1' } });
    const [context] = contexts;
    expect(context).toMatchObject({
      metadata: { correlation_id: 'c-1' },
      caller: { pool: 'py', worker: 'worker:py/1', incarnation: 1, tool: 'call', call: 1 },
      session: undefined,
    });
    expect(context?.timeRemaining()).toBeLessThanOrEqual(5_000);
    await runtime.pool('py').call('call', { name: 'look', timeout: 200 });
    expect(contexts[1]?.timeRemaining()).toBeLessThanOrEqual(200);
  });

  test('is checked by its schema first, and Python hears which field is wrong', async () => {
    const strict = tool({
      description: 'Validate',
      input: z.object({ items: z.array(z.object({ name: z.string() })) }),
      execute: ({ items }) => items.length,
    });
    const py = (await running({ tools: { strict } })).pool('py');
    expect(await py.call('call', { name: 'strict', args: { items: [{ name: 'a' }] } })).toBe(1);
    expect(await py.call('failure', { name: 'strict', args: { items: [{ name: null }] } })).toEqual({
      class: 'HostArgumentsError',
      kind: 'bad_arguments',
      code: 'VIV_BAD_ARGUMENTS',
      message: 'host tool strict: arguments.items[0].name: Invalid input: expected string, received null',
    });
  });

  test('is listed with its schema; one that is not exposed is not, nor can it be called', async () => {
    const runtime = await running({
      tools: {
        add: tool({
          description: 'Adds',
          input: z.object({ a: z.number(), b: z.number() }),
          idempotent: true,
          execute: ({ a, b }) => a + b,
        }),
        secret: tool({ description: 'x', exposedToPython: false, execute: () => 1 }),
      },
      pools: { py: { tools: { local: echo } } },
    });
    const py = runtime.pool('py');
    const listed = await py.call('listing', {});
    expect(listed).toMatchObject({
      add: {
        name: 'add',
        description: 'Adds',
        streaming: false,
        idempotent: true,
        parameters: { type: 'object', properties: { a: { type: 'number' } }, required: ['a', 'b'] },
      },
      local: { parameters: { type: 'object' } },
    });
    expect(Object.keys(listed as object).sort()).toEqual(['add', 'local']);
    expect(await py.call('failure', { name: 'secret' })).toMatchObject({
      class: 'HostToolNotFound',
      message: 'host tool secret not found. Available tools: local, add',
    });
    runtime.tools.register('later', echo);
    runtime.tools.disable('add');
    expect(Object.keys((await py.call('listing', {})) as object).sort()).toEqual(['later', 'local']);
  });

  test.each([
    [
      'throws',
      () => {
        throw new RangeError('too far');
      },
      {
        class: 'HostCallError',
        kind: 'raised',
        code: 'VIV_TOOL_FAILED',
        message: 'host tool bad: RangeError: too far',
      },
    ],
    [
      'throws no error',
      () => {
        throw 'oh';
      },
      { class: 'HostCallError', kind: 'raised', message: 'host tool bad: Error: it threw string "oh"' },
    ],
    [
      'gives what cannot travel',
      () => ({ when: new Date() }),
      {
        kind: 'unsendable',
        message: 'host tool bad: result.when: a Date cannot be sent; send value.toISOString()',
      },
    ],
    ['never ends', () => new Promise(() => {}), { class: 'HostCallTimeout', kind: 'timeout' }],
  ])('that %s fails once, by its kind', async (_, execute, failure) => {
    const py = (await running({ tools: { bad: tool({ description: 'x', execute }) } })).pool('py');
    expect(await py.call('failure', { name: 'bad', timeout: 300 })).toMatchObject(failure);
    expect(await py.call('failure', { name: 'nope' })).toMatchObject({ kind: 'unknown_tool' });
  });

  test('hears its signal when the Python tool that waits for it is cancelled', async () => {
    const signals: AbortSignal[] = [];
    const hang = tool({
      description: 'x',
      execute: (_, { signal }) => {
        signals.push(signal);
        return new Promise(() => {});
      },
    });
    const py = (await running({ tools: { hang } })).pool('py');
    for (const [count, name] of ['call', 'call_async'].entries()) {
      const caller = new AbortController();
      const end = rejection(py.call(name, { name: 'hang' }, { signal: caller.signal }));
      await eventually(() => signals.length === count + 1);
      caller.abort();
      expect(await end).toMatchObject({ code: 'VIV_CALL_CANCELLED' });
      await eventually(() => signals[count]?.aborted);
    }
    expect(await py.call('call', { name: 'hang', timeout: 50 }).catch(() => 'free')).toBe('free');
  });

  test('hears its signal when the worker that waits for it crashes, with the worker in the reason', async () => {
    const signals: AbortSignal[] = [];
    const hang = tool({
      description: 'x',
      execute: (_, { signal }) => {
        signals.push(signal);
        return new Promise(() => {});
      },
    });
    const py = (await running({ tools: { hang } })).pool('py');
    expect(await rejection(py.call('crash_while', { name: 'hang' }))).toMatchObject({ code: 'VIV_WORKER_CRASHED' });
    await eventually(() => signals[0]?.aborted);
    expect(String(signals[0]?.reason)).toContain('host tool hang was cancelled by its caller');
    expect(String((signals[0]?.reason as Error | undefined)?.cause)).toContain('worker:py/1 has ended');
  });

  test('ends with the runtime: what waits for it hears that', async () => {
    let signal: AbortSignal | undefined;
    const hang = tool({
      description: 'x',
      execute: (_, context) => {
        signal = context.signal;
        return new Promise(() => {});
      },
    });
    const runtime = await running({ tools: { hang } });
    const end = rejection(runtime.pool('py').call('call', { name: 'hang' }));
    await eventually(() => signal !== undefined);
    await runtime.stop({ grace: 0 });
    expect(signal?.aborted).toBe(true);
    expect(await end).toMatchObject({ name: expect.stringMatching(/Stopped|ToolFailed/) });
  });

  test('is still there for calls that are in flight when the runtime is told to stop', async () => {
    const ends: ((value: string) => void)[] = [];
    const slow = tool({ description: 'x', execute: () => new Promise((resolve) => ends.push(resolve)) });
    const runtime = await running({ tools: { slow } });
    const call = runtime.pool('py').call('twice', { name: 'slow' });
    await eventually(() => ends.length === 1);
    const stopped = runtime.stop({ grace: '10s' });
    ends[0]?.('first');
    await eventually(() => ends.length === 2);
    ends[1]?.('second');
    expect(await call).toEqual(['first', 'second']);
    await stopped;
  });

  test('runs beside others of the same call, and a thousand at once are answered each with its own', async () => {
    const twice = tool({
      description: 'x',
      execute: async ({ n }) => {
        await new Promise((resolve) => setImmediate(resolve));
        return Number(n) * 2;
      },
    });
    const py = (await running({ tools: { twice } })).pool('py');
    const answers = await py.call('at_once', { name: 'twice', count: 1_000 });
    expect(answers).toEqual(Array.from({ length: 1_000 }, (_, n) => n * 2));
  });

  test('works by the names that Snakepit gives', async () => {
    const validate = tool({
      description: 'x',
      parameters: [{ name: 'input', type: 'map', required: true }],
      execute: (args) => ({ valid: true, got: args['input'] }),
    });
    const runtime = await running({
      pools: { py: { adapter: adapter('backcall_class'), tools: { validate_data: validate } } },
    });
    expect(await runtime.pool('py').call('validate', { data: { x: 1 } })).toEqual({ valid: true, got: { x: 1 } });
  });
});

describe('a streaming host tool', () => {
  const count = tool({
    description: 'Counts',
    streaming: true,
    execute: async function* ({ to = 100 }) {
      for (let n = 0; n < Number(to); n++) yield n;
    },
  });

  test('streams through Python to the caller, more chunks than any window', async () => {
    const py = (await running({ tools: { count } })).pool('py');
    const chunks: unknown[] = [];
    for await (const chunk of py.stream('relay', { name: 'count', args: { to: 1_000 } })) chunks.push(chunk);
    expect(chunks).toEqual(Array.from({ length: 1_000 }, (_, n) => n));
  });

  test('makes no more than its consumer takes, and its finally runs when that leaves', async () => {
    let made = 0;
    let closed = false;
    const endless = tool({
      description: 'x',
      streaming: true,
      *execute() {
        try {
          for (;;) yield made++;
        } finally {
          closed = true;
        }
      },
    });
    const py = (await running({ tools: { endless } })).pool('py');
    expect(await py.call('take', { name: 'endless', count: 5 })).toEqual([0, 1, 2, 3, 4]);
    await eventually(() => closed);
    expect(made).toBeLessThanOrEqual(5 + 2 * 16);
  });

  test('that fails after some chunks: Python has those and then the error', async () => {
    const breaks = tool({
      description: 'x',
      streaming: true,
      *execute() {
        yield 1;
        yield 2;
        throw new Error('in the middle');
      },
    });
    const py = (await running({ tools: { breaks } })).pool('py');
    expect(await py.call('collect', { name: 'breaks' })).toEqual({
      chunks: [1, 2],
      kind: 'raised',
      message: 'host tool breaks: Error: in the middle',
    });
  });

  test('is not for call, nor a tool with one result for stream', async () => {
    const py = (await running({ tools: { count, echo } })).pool('py');
    expect(await py.call('failure', { name: 'count' })).toMatchObject({ kind: 'stream_only' });
    expect(await py.call('collect', { name: 'echo' })).toMatchObject({ chunks: [], kind: 'not_streaming' });
  });
});

describe('a call that would wait for itself', () => {
  /** A host tool that calls a tool of a pool. */
  const through = (runtime: () => Runtime, pool: string) =>
    tool({
      description: 'x',
      execute: ({ name, args }) =>
        runtime()
          .pool(pool)
          .call(String(name), (args ?? {}) as Record<string, unknown>),
    });

  test('through Node, in a pool of one, is refused at once', async () => {
    let runtime: Runtime | undefined;
    const again = through(() => runtime as Runtime, 'py');
    runtime = await running({ tools: { again, echo } });
    const start = performance.now();
    const failure = await runtime
      .pool('py')
      .call('failure', { name: 'again', args: { name: 'call', args: { name: 'echo' } } });
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(failure).toMatchObject({ kind: 'would_deadlock', code: 'VIV_WOULD_DEADLOCK' });
    expect((failure as { message: string }).message).toContain('hold all 1 of its slots');
    expect(await runtime.pool('py').call('call', { name: 'echo', args: { x: 1 } })).toEqual({ x: 1 });
  });

  test('is no such call where there is a second worker; with as many ancestors as workers it is again', async () => {
    let runtime: Runtime | undefined;
    const again = through(() => runtime as Runtime, 'py');
    runtime = await running({ tools: { again, echo }, pools: { py: { size: 2 } } });
    const inner = { name: 'call', args: { name: 'echo', args: { x: 1 } } };
    expect(await runtime.pool('py').call('call', { name: 'again', args: inner })).toEqual({ x: 1 });
    const deeper = { name: 'failure', args: { name: 'again', args: inner } };
    expect(await runtime.pool('py').call('call', { name: 'again', args: deeper })).toMatchObject({
      kind: 'would_deadlock',
    });
  });

  test('through several pools is refused by the one that has no worker left', async () => {
    let runtime: Runtime | undefined;
    const toB = through(() => runtime as Runtime, 'b');
    const toA = through(() => runtime as Runtime, 'a');
    runtime = await running({ tools: { toA, toB, echo }, pools: { a: {}, b: {} } });
    const circle = { name: 'failure', args: { name: 'toA', args: { name: 'call', args: { name: 'echo' } } } };
    const failure = await runtime.pool('a').call('call', { name: 'toB', args: circle });
    expect(failure).toMatchObject({ kind: 'would_deadlock' });
    expect((failure as { message: string }).message).toContain('pool a.call would wait for ever');
    const straight = { name: 'call', args: { name: 'echo', args: { x: 1 } } };
    expect(await runtime.pool('a').call('call', { name: 'toB', args: straight })).toEqual({ x: 1 });
  });

  test('is not suspected of calls that only run at the same time', async () => {
    let runtime: Runtime | undefined;
    const wait = through(() => runtime as Runtime, 'b');
    runtime = await running({ tools: { wait, echo }, pools: { a: { size: 2 }, b: {} } });
    const args = { name: 'wait', args: { name: 'call', args: { name: 'echo', args: { x: 1 } } } };
    const both = [runtime.pool('a').call('call', args), runtime.pool('a').call('call', args)];
    expect(await Promise.all(both)).toEqual([{ x: 1 }, { x: 1 }]);
  });
});

describe('a call in a session', () => {
  const say = (text: string) => tool({ description: text, execute: () => text });

  test('sees the session’s own tools before those of the pool and the runtime', async () => {
    const runtime = await running({ tools: { who: say('runtime') }, pools: { py: { tools: { who: say('pool') } } } });
    const session = runtime.sessions.get('user-42');
    const who = () => session.call('py', 'call', { name: 'who' });
    expect(await who()).toBe('pool');
    session.tools.register('who', say('session'));
    expect(await who()).toBe('session');
    expect(await runtime.pool('py').call('call', { name: 'who' })).toBe('pool');
    expect(Object.values((await session.call('py', 'listing', {})) as object)).toMatchObject([
      { description: 'session' },
    ]);
  });

  test('shows its host tools the same session, with its variables', async () => {
    const remember = tool({
      description: 'x',
      execute: async (args, { session }) => {
        await session?.set('seen', args['what']);
        return session?.id;
      },
    });
    const runtime = await running({ tools: { remember } });
    const session = runtime.sessions.get('user-42');
    expect(await session.call('py', 'call', { name: 'remember', args: { what: [1, 2] } })).toBe('user-42');
    expect(await session.get('seen')).toEqual([1, 2]);
  });

  test('reads and writes its variables from Python', async () => {
    const session = (await running()).sessions.get('user-42');
    expect(await session.call('py', 'variables', {})).toMatchObject({
      made: { type: 'color', tags: { kind: 'paint' }, created_by: 'python', version: 1 },
      value: { name: 'blue' },
      missing: 'none',
      listed: [{ name: 'color', type: 'color', version: 1 }],
      deleted: [true, false],
    });
    expect(await session.list()).toEqual([]);
  });

  test('cannot reach another session, whatever it puts in its frames', async () => {
    const runtime = await running();
    await runtime.sessions.get('other').set('secret', 's');
    const session = runtime.sessions.get('user-42');
    const asked = { name: 'session:get', args: { name: 'secret', session: 'other', session_id: 'other' } };
    expect(await session.call('py', 'failure', asked)).toMatchObject({ kind: 'no_variable' });
  });

  test('is refused what is no operation, and operations that lack an argument', async () => {
    const session = (await running()).sessions.get('user-42');
    const failure = (name: string, args = {}) => session.call('py', 'failure', { name, args });
    expect(await failure('session:nope')).toMatchObject({ kind: 'unknown_tool' });
    expect(await failure('session:watch')).toMatchObject({ kind: 'stream_only' });
    expect(await failure('session:get')).toMatchObject({
      kind: 'bad_arguments',
      message: 'host tool session:get: arguments.name: is missing',
    });
    expect(await failure('session:set', { name: 'a', value: 1, tags: ['x'] })).toMatchObject({
      kind: 'bad_arguments',
      message: 'host tool session:set: arguments.tags: expected a map of strings, got array of 1',
    });
    expect(await session.call('py', 'collect', { name: 'session:get' })).toMatchObject({ kind: 'not_streaming' });
  });

  test('hears in Python what changes in Node', async () => {
    const session = (await running()).sessions.get('user-42');
    const changes: unknown[] = [];
    const stream = session.stream<{ name: string }>('py', 'relay', { name: 'session:watch', args: { names: ['a'] } });
    const heard = (async () => {
      for await (const change of stream) {
        changes.push(change);
        if (changes.length === 2) break;
      }
    })();
    await eventually(async () => {
      await session.set('b', 0); // not watched
      await session.set('a', 1);
      return changes.length > 0;
    });
    await session.delete('a');
    await heard;
    expect(changes).toMatchObject([
      { name: 'a', value: 1, deleted: false, metadata: { created_by: 'node' } },
      { name: 'a' },
    ]);
  });
});

describe('what Python says unasked', () => {
  test('its logging is in the log, with level, logger, worker, call, session and correlation id', async () => {
    const lines: { level: string; facts: object; message: string }[] = [];
    const at =
      (level: string): Log['info'] =>
      (facts, message) => {
        lines.push({ level, facts, message });
      };
    const logger = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
    const session = (await running({ logger })).sessions.get('user-42');
    await session.call('py', 'log', { text: 'in a call', level: 'WARNING' }, { metadata: { correlation_id: 'c-9' } });
    expect(await eventually(() => lines.find(({ message }) => message === 'in a call'))).toMatchObject({
      level: 'warn',
      facts: {
        logger: 'my.adapter',
        worker: 'worker:py/1',
        incarnation: 1,
        call: 1,
        tool: 'log',
        session: 'user-42',
        correlation_id: 'c-9',
      },
    });
  });
});

describe('a call in no session', () => {
  test('has no variables: each operation says so', async () => {
    const py = (await running()).pool('py');
    expect(await py.call('failure', { name: 'session:list' })).toMatchObject({
      class: 'SessionError',
      kind: 'no_session',
      code: 'VIV_NO_SESSION',
      message: expect.stringContaining('the call is in no session'),
    });
  });
});
