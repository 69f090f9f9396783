/** Language models as Python reaches them: operations of the host, from real workers. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createRuntime, type Runtime, tool } from '../../src/index.ts';
import { silentLog } from '../../src/model/log.ts';
import { eventually } from '../support/eventually.ts';
import { type Provider, startProvider } from '../support/provider/index.ts';
import { python } from '../support/python.ts';
import { adapter } from '../support/service.ts';

let provider: Provider;
let runtime: Runtime;
let config: { provider: string; base_url: string; api_key: string; model?: string };

beforeAll(async () => {
  provider = await startProvider();
  config = { provider: 'openai', base_url: `${provider.url}/v1`, api_key: 'from-python' };
  runtime = createRuntime({
    logger: silentLog,
    pools: { ml: { adapter: adapter('asks_models'), python: python(), size: 2, backoff: false } },
    tools: {
      now: tool({
        description: 'The time',
        execute: (_, { caller }) => `noon for ${(caller as { pool: string }).pool}`,
      }),
    },
    llm: {
      default: { retry: { initial: 1 } },
      clients: { kept: { provider: 'openai', model: 'kept', apiKey: 'from-service', baseUrl: `${provider.url}/v1` } },
    },
  });
  await runtime.start();
});
afterAll(async () => {
  await runtime.stop();
  await provider.close();
});
beforeEach(() => provider.reset());

const ask = (operation: string, args: object): Promise<unknown> => runtime.pool('ml').call('ask', { operation, args });

describe('Python', () => {
  test('asks a model, and None is as good as nothing', async () => {
    const answer = await ask('complete', { config: { ...config, model: null }, prompt: 'Hello', max_tokens: null });
    expect(answer).toMatchObject({
      ok: true,
      value: { text: 'echo: Hello', finish_reason: 'stop', usage: { total_tokens: 3 }, attempts: 1, pending: [] },
    });
    expect(provider.requests[0]?.key).toBe('from-python');
  });

  test('gets what goes wrong as an answer with its kind and fields', async () => {
    const answer = await ask('complete', { config: { ...config, model: 'fail-429-0' }, prompt: 'Hello' });
    expect(answer).toMatchObject({
      ok: false,
      error: { kind: 'rate_limit', code: 'VIV_LLM_RATE_LIMIT', retryable: true, fields: { retry_after: 0 } },
    });
    const empty = await ask('complete', { config, prompt: '' });
    expect(empty).toMatchObject({
      ok: false,
      error: { kind: 'validation', fields: { field: 'prompt', value: 'string ""' } },
    });
    const unknown = await ask('complete', { config: { provider: 'nobody' }, prompt: 'Hello' });
    expect(unknown).toMatchObject({ ok: false, error: { kind: 'configuration', code: 'VIV_BAD_CONFIG' } });
  });

  test('has the key and the policy of a client that the service configures for the model', async () => {
    await ask('complete', { config: { ...config, model: 'kept' }, prompt: 'Hello' });
    await ask('complete', { config: { provider: 'openai', name: 'kept' }, prompt: 'Hello' });
    expect(provider.requests.map(({ key }) => key)).toEqual(['from-service', 'from-service']);
    expect(runtime.llm('kept').stats().total).toBe(2);
  });

  test('asks many at once, embeds, warms up and reads statistics', async () => {
    const own = { ...config, model: 'mine' };
    const batch = await ask('batch', { config: own, prompts: ['a', '', 'c'], max_concurrency: 2 });
    expect(batch).toMatchObject({
      ok: true,
      value: [
        { value: { text: 'echo: a' } },
        { ok: false, error: { kind: 'validation' } },
        { value: { text: 'echo: c' } },
      ],
    });
    expect(await ask('warmup', { config: own })).toEqual({ ok: true, value: null });
    expect(await ask('stats', { config: own })).toMatchObject({
      ok: true,
      value: { total_requests: 3, successful_requests: 3, success_rate: 1, circuit_breaker_state: 'closed' },
    });
    expect(await ask('reset_stats', { config: own })).toEqual({ ok: true, value: null });
    expect(await ask('stats', { config: own })).toMatchObject({ value: { total_requests: 0 } });
    const embedded = (await ask('embed', { config, texts: ['a', 'b'] })) as { value: { embeddings: number[][] } };
    expect(embedded.value.embeddings.map((vector) => vector.length)).toEqual([16, 16]);
  });

  test('carries out calls of its own tools and hands back their results, while the host carries out its own', async () => {
    const tools = [{ name: 'mine', description: 'Mine', parameters: { type: 'object' } }];
    const question = { config, tools, host_tools: ['now'] };
    const prompt = 'call mine {"x": 1} call now {}';
    const first = (await ask('complete', { ...question, prompt })) as {
      value: { messages: object[]; pending: object[] };
    };
    expect(first.value.pending).toEqual([{ id: 'call_1_1', name: 'mine', args: { x: 1 } }]);
    const messages = [{ role: 'user', content: prompt }, ...first.value.messages];
    const tool_results = [{ id: 'call_1_1', name: 'mine', result: { y: 2 } }];
    const second = await ask('complete', { ...question, messages, tool_results });
    expect(second).toMatchObject({ value: { text: 'results: noon for ml {"y":2}' } });
  });

  test('hears a stream text by text, and at the end the whole', async () => {
    const chunks: unknown[] = [];
    const args = { config, prompt: 'one two' };
    for await (const chunk of runtime.pool('ml').stream('listen', { args })) chunks.push(chunk);
    expect(chunks).toMatchObject([
      { type: 'text', text: 'echo: ' },
      { type: 'text', text: 'one ' },
      { type: 'text', text: 'two' },
      { type: 'result', value: { text: 'echo: one two' } },
    ]);
    const broken = runtime.pool('ml').stream('listen', { args: { ...args, config: { ...config, model: 'fail-401' } } });
    for await (const chunk of broken) expect(chunk).toMatchObject({ type: 'error', error: { kind: 'authentication' } });
  });

  test('sees none of this among its tools, and is told of an argument that does not exist', async () => {
    expect(await runtime.pool('ml').call('host_tools', {})).toEqual(['now']);
    const refused = runtime.pool('ml').call('refusal', { operation: 'complete', args: { config, promt: 'Hello' } });
    expect(await refused).toBe('bad_arguments');
  });
});

test('a worker that is killed in the middle of its stream leaves the client healthy', async () => {
  const slow = { ...config, model: 'slow-20' };
  const prompt = 'word '.repeat(200);
  const stream = runtime.pool('ml').stream('listen', { args: { config: slow, prompt } });
  await stream.next();
  const client = runtime.llm({ provider: 'openai', model: 'slow-20', apiKey: 'from-python', baseUrl: config.base_url });
  expect(client.stats()).toMatchObject({ inFlight: 1 });
  const busy = runtime
    .pool('ml')
    .workers()
    .find(({ inFlight }) => inFlight > 0);
  process.kill(busy?.pid ?? 0, 'SIGKILL');
  const toItsEnd = async (): Promise<void> => {
    for await (const chunk of stream) expect(chunk).toMatchObject({ type: 'text' }); // what had arrived is read first
  };
  await expect(toItsEnd()).rejects.toMatchObject({ code: 'VIV_WORKER_CRASHED' });
  await eventually(() => provider.requests[0]?.aborted === true);
  expect(client.stats()).toMatchObject({
    inFlight: 0,
    cancelled: 1,
    failed: 0,
    breaker: { state: 'closed', failures: 0 },
  });
  expect((await client.complete('Hello')).text).toBe('echo: Hello');
});
