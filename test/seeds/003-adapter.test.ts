/** The page's clients inside of workers: from every kind of tool and thread, through one breaker, cancelled with the call. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createRuntime, pool, type Runtime, tool } from '../../src/index.ts';
import { silentLog } from '../../src/model/log.ts';
import { eventually } from '../support/eventually.ts';
import { type Provider, startProvider } from '../support/provider/index.ts';

const adapter = new URL('../fixtures/adapters/asking.py', import.meta.url).pathname;

let provider: Provider;
let runtime: Runtime<{ asking: ReturnType<typeof pool> }>;

beforeAll(async () => {
  provider = await startProvider();
  const baseUrl = `${provider.url}/v1`;
  runtime = createRuntime({
    logger: silentLog,
    pools: { asking: pool({ adapter, size: 2, concurrency: 4 }) },
    tools: { shout: tool({ description: 'Shouts', execute: (input) => JSON.stringify(input).toUpperCase() }) },
    llm: {
      default: { retry: { attempts: 1 }, breaker: { failures: 5, recovery: '1h' } },
      clients: { own: { provider: 'openai', model: 'gpt-4o-mini', apiKey: 'of-the-host', baseUrl } },
    },
  }) as typeof runtime;
  Object.assign(process.env, provider.env);
  await runtime.start();
});
afterAll(async () => {
  for (const name of Object.keys(provider.env)) delete process.env[name];
  await runtime.stop({ grace: 0 });
  await provider.close();
});
afterEach(() => provider.reset());

const call = (name: string, args: object, options = {}): Promise<unknown> =>
  runtime.pools.asking.call(name, { ...args }, options);

describe('a model is asked by Python', () => {
  test.each(['ask', 'ask_async', 'ask_in_a_thread'])('in a tool of a worker: %s', async (name) => {
    expect(await call(name, { prompt: 'Hello' })).toBe('echo: Hello');
  });

  test('many times at once, and many prompts at once', async () => {
    const prompts = ['a', 'b', 'c'];
    const echoes = prompts.map((prompt) => `echo: ${prompt}`);
    expect(await call('ask_many', { prompts })).toEqual([echoes, echoes]);
  });

  test("with the host's key where the host has a client for that model", async () => {
    await call('ask', { prompt: 'Hello' });
    await call('ask', { prompt: 'Hello', model: 'gpt-4o' });
    expect(provider.requests.map(({ key }) => key)).toEqual(['of-the-host', 'from-python']);
  });

  test('with tools of its own, which it carries out and counts', async () => {
    const answer = await call('calculate', { prompt: 'call double {"x": 4} then call double {"x": 5}' });
    const done = (n: number, x: number) => ({ id: `call_${n}_1`, name: 'double', args: { x }, result: 2 * x });
    expect(answer).toMatchObject({ text: 'results: 8 10', calls: [done(1, 4), done(2, 5)], steps: 3 });
    expect((answer as { counted: number }).counted).toBeGreaterThanOrEqual(2);
  });

  test('with a tool of the host, which the host carries out', async () => {
    expect(await call('ask_the_host', { prompt: 'call shout {"text": "hi"}' })).toBe('results: {"TEXT":"HI"}');
  });

  test('for vectors', async () => {
    expect(await call('embed', { text: 'Hello' })).toHaveLength(16);
  });

  test('by whom the service counts, whichever worker it is in', async () => {
    const before = (await call('stats', {})) as { total_requests: number };
    await Promise.all([1, 2, 3].map(() => call('ask', { prompt: 'Hello' })));
    const after = (await call('stats', {})) as { total_requests: number };
    expect(after.total_requests - before.total_requests).toBe(3);
  });
});

describe('a stream', () => {
  test.each(['words', 'words_async'])('comes as it is written: %s', async (name) => {
    const taken: unknown[] = [];
    for await (const text of runtime.pools.asking.stream(name, { prompt: 'one two three', model: 'slow-30' })) {
      taken.push(text);
      if (taken.length === 1) expect(provider.open).toBe(1);
    }
    expect(taken).toEqual(['echo: ', 'one ', 'two ', 'three']);
  });

  test.each(['words', 'words_async'])('that nobody reads any more ends at the provider: %s', async (name) => {
    for await (const _ of runtime.pools.asking.stream(name, { prompt: 'one two three', model: 'slow-200' })) break;
    await eventually(() => provider.requests[0]?.aborted);
  });

  test('that Python leaves ends at the provider', async () => {
    expect(await call('first_word', { prompt: 'one two three', model: 'slow-200' })).toBe('echo: ');
    await eventually(() => provider.requests[0]?.aborted);
  });

  test('that breaks off never looks complete', async () => {
    const taken: unknown[] = [];
    const read = async (): Promise<void> => {
      for await (const text of runtime.pools.asking.stream('words', { prompt: 'a b c', model: 'broken' }))
        taken.push(text);
    };
    await expect(read()).rejects.toThrow(/Network error after 0 retries/);
    expect(taken.length).toBeLessThan(4);
  });

  test('whose worker is killed leaves the client healthy', async () => {
    const stream = runtime.pools.asking.stream('words', { prompt: 'one two three four', model: 'slow-100' });
    const read = async (): Promise<void> => {
      for await (const _ of stream)
        for (const { pid } of runtime.pools.asking.workers()) process.kill(pid ?? 0, 'SIGKILL');
    };
    await expect(read()).rejects.toMatchObject({ code: 'VIV_WORKER_CRASHED' });
    await eventually(() => provider.requests[0]?.aborted);
    expect(await call('ask', { prompt: 'Hello', model: 'slow-100' })).toBe('echo: Hello');
    expect(await call('stats', { model: 'slow-100' })).toMatchObject({ circuit_breaker_state: 'closed', in_flight: 0 });
  });
});

test.each(['ask', 'ask_async'])('a call that is cancelled cancels the request at the provider: %s', async (name) => {
  const leaving = new AbortController();
  const asked = call(name, { prompt: 'Hello', model: 'hang' }, { signal: leaving.signal });
  await eventually(() => provider.open === 1);
  leaving.abort();
  await expect(asked).rejects.toMatchObject({ code: 'VIV_CALL_CANCELLED' });
  await eventually(() => provider.requests[0]?.aborted);
});

describe('an error', () => {
  test.each([
    ['fail-500', 'NetworkError', 'ConnectionError'],
    ['fail-401', 'AuthenticationError', 'PermissionError'],
    ['fail-429-2', 'RateLimitError', 'RuntimeError'],
    ['fail-400', 'ValidationError', 'ValueError'],
    ['drop', 'NetworkError', 'ConnectionError'],
  ])('of the provider is a built-in of Python: %s', async (model, own, builtin) => {
    const { kinds } = (await call('failing', { model })) as { kinds: string[] };
    expect(kinds[0]).toBe(own);
    expect(kinds).toContain(builtin);
  });

  test('that comes five times in a row opens the circuit for all workers; the sixth is refused at once', async () => {
    const model = 'a/fail-503';
    const failed = await Promise.all([1, 2, 3, 4, 5].map(() => call('failing', { model })));
    expect(failed).toHaveLength(5);
    expect(provider.requests).toHaveLength(5);
    const refused = await Promise.all([1, 2, 3, 4].map(() => call('failing', { model })));
    for (const each of refused) {
      expect(each).toMatchObject({
        code: 'VIV_CIRCUIT_OPEN',
        text: expect.stringMatching(/^Circuit breaker is open: /),
      });
      expect((each as { kinds: string[] }).kinds).toContain('ConnectionError');
    }
    expect(provider.requests).toHaveLength(5);
    expect(await call('stats', { model })).toMatchObject({ circuit_breaker_state: 'open', rejected_requests: 4 });
  });
});

test('a worker that reaches its host is healthy', async () => {
  expect(await call('health', {})).toMatchObject({ host_reachable: true, overall_healthy: true });
});
