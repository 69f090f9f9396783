/** A client for a language model against a provider that is really there, over HTTP. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createLlmClient, type LlmClient, type LlmOptions } from '../../src/index.ts';
import { VirtualClock } from '../../src/testing/virtual-clock.ts';
import { eventually } from '../support/eventually.ts';
import { type Provider, startProvider } from '../support/provider/index.ts';

let provider: Provider;
const open: LlmClient[] = [];

beforeAll(async () => {
  provider = await startProvider();
});
afterAll(() => provider.close());
afterEach(async () => {
  await Promise.all(open.splice(0).map((client) => client.close()));
  provider.reset();
});

function client(options: Partial<LlmOptions> & { clock?: VirtualClock } = {}): LlmClient {
  const name = typeof options.provider === 'string' ? options.provider : 'openai';
  const baseUrl = name === 'openai' ? `${provider.url}/v1` : provider.url;
  const made = createLlmClient({ provider: name, apiKey: 'any-key', baseUrl, retry: { initial: 1 }, ...options });
  open.push(made);
  return made;
}

describe('a question', () => {
  test.each([
    { provider: 'openai', path: '/v1/chat/completions' },
    { provider: 'anthropic', path: '/v1/messages' },
    { provider: 'ollama', path: '/v1/chat/completions' },
    { provider: 'huggingface', path: '/v1/chat/completions', model: 'org/model' },
  ] as const)('to $provider is answered, with what it took', async ({ path, ...options }) => {
    const answer = await client(options).complete({ prompt: 'Hello, world!', system: 'Be brief', maxTokens: 50 });
    expect(answer).toMatchObject({
      text: 'echo: Hello, world!',
      finishReason: 'stop',
      usage: { inputTokens: 4, outputTokens: 3, totalTokens: 7 },
      attempts: 1,
    });
    expect(provider.requests.map((seen) => [seen.path, seen.key])).toEqual([[path, 'any-key']]);
  });

  test('may be messages, and the answer goes behind them for the next one', async () => {
    const asked = client();
    const first = await asked.complete([{ role: 'user', content: 'one' }]);
    const more = [
      { role: 'user' as const, content: 'one' },
      ...first.messages,
      { role: 'user' as const, content: 'two' },
    ];
    expect((await asked.complete(more)).text).toBe('echo: two');
    const body = provider.requests[1]?.body as { messages: { role: string }[] };
    expect(body.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
  });

  test.each([
    ['', 'prompt: must not be empty, got string ""'],
    [{ prompt: 'x', maxTokens: 0 }, 'maxTokens: takes a whole number, 1 to 4294967295, got number 0'],
    [{ prompt: 'x', temperature: 3 }, 'temperature: takes a number, 0 to 2, got number 3'],
    [{ messages: [] }, 'messages: takes a list of messages that is not empty, got array of 0'],
  ])('that cannot be asked, %j, is refused before anything is sent', async (question, message) => {
    const refused = client().complete(question);
    await expect(refused).rejects.toMatchObject({ kind: 'validation', message });
    expect(provider.requests).toEqual([]);
  });

  test('goes to any model of the AI SDK', async () => {
    const { createOpenAI } = await import('@ai-sdk/openai');
    const model = createOpenAI({ apiKey: 'own', baseURL: `${provider.url}/v1` }).chat('own-model');
    const asked = createLlmClient({ provider: model });
    open.push(asked);
    expect(await asked.complete('Hello')).toMatchObject({ text: 'echo: Hello', model: 'own-model' });
    expect(asked.name).toBe('openai.chat/own-model');
  });

  test('goes over the same connection as the one before', async () => {
    const asked = client();
    await asked.warmup();
    for (let n = 0; n < 10; n++) await asked.complete(`Hello ${n}`);
    expect(provider.requests).toHaveLength(11);
    expect(provider.sockets).toBeLessThanOrEqual(1);
  });
});

describe('a failure', () => {
  test.each([
    ['fail-401', { name: 'AuthenticationError', provider: 'openai' }, 1],
    ['fail-403', { name: 'AuthenticationError' }, 1],
    ['fail-400', { name: 'ValidationError', field: 'request' }, 1],
    ['fail-422', { name: 'ValidationError' }, 1],
    ['fail-404', { name: 'ConfigurationError', field: 'model' }, 1],
    ['fail-408', { name: 'NetworkError' }, 4],
    ['fail-500', { name: 'NetworkError', retryCount: 3 }, 4],
    ['fail-503', { name: 'NetworkError' }, 4],
    ['fail-429-0', { name: 'RateLimitError', retryAfter: 0 }, 4],
    ['drop', { name: 'NetworkError', retryCount: 3 }, 4],
    ['broken', { name: 'NetworkError', retryCount: 3 }, 4],
    ['garbage', { name: 'RuntimeFailure', operation: 'complete' }, 1],
    ['hang', { name: 'LlmTimeout', operation: 'request', durationMs: 100 }, 4],
  ] as const)('%s is a %j after so many attempts: %i', async (model, fields, attempts) => {
    await expect(client({ model, timeout: 100 }).complete('Hello')).rejects.toMatchObject(fields);
    expect(provider.requests).toHaveLength(attempts);
  });

  test('that passes costs attempts and no more', async () => {
    const asked = client({ model: 'flaky-2' });
    expect(await asked.complete('Hello')).toMatchObject({ text: 'echo: Hello', attempts: 3 });
    expect(asked.stats()).toMatchObject({ total: 1, succeeded: 1, retries: 2, successRate: 1 });
  });

  test('of too many requests is waited out as long as the provider says', async () => {
    const asked = client({ model: 'limited-1' });
    const { attempts, durationMs } = await asked.complete('Hello');
    expect(attempts).toBe(2);
    expect(durationMs).toBeGreaterThanOrEqual(1_000);
  });

  test('is told at once when the provider asks for a longer pause than there is time', async () => {
    const asked = client({ model: 'fail-429-60', deadline: '5s' });
    await expect(asked.complete('Hello')).rejects.toMatchObject({ name: 'RateLimitError', retryAfter: 60 });
    expect(provider.requests).toHaveLength(1);
  });

  test('ends when all of it has taken too long', async () => {
    const asked = client({ model: 'hang', deadline: 100 });
    await expect(asked.complete('Hello')).rejects.toMatchObject({ name: 'LlmTimeout', operation: 'complete' });
  });

  test('never has the key in its message', async () => {
    const asked = client({ apiKey: 'as it was told' });
    provider.next('fail-400');
    const error: Error = await asked.complete('Hello').then(Promise.reject, (thrown) => thrown);
    expect(error.message).toContain('[redacted]');
    expect(error.message).not.toContain('as it was told');
  });

  test('of an address where nobody listens is a NetworkError', async () => {
    const gone = await startProvider();
    await gone.close();
    const asked = client({ baseUrl: `${gone.url}/v1`, retry: { attempts: 1 } });
    await expect(asked.complete('Hello')).rejects.toMatchObject({ code: 'VIV_LLM_NETWORK', retryCount: 0 });
  });
});

describe('a caller who gives up', () => {
  test('ends the request at the provider, and the breaker thinks nothing of it', async () => {
    const asked = client({ model: 'hang', breaker: { failures: 1 } });
    const controller = new AbortController();
    const answer = asked.complete({ prompt: 'Hello', signal: controller.signal });
    await eventually(() => provider.open === 1);
    controller.abort('enough');
    await expect(answer).rejects.toMatchObject({ code: 'VIV_CALL_CANCELLED', cause: 'enough' });
    await eventually(() => provider.requests[0]?.aborted === true);
    expect(asked.stats()).toMatchObject({
      cancelled: 1,
      failed: 0,
      inFlight: 0,
      breaker: { state: 'closed', failures: 0 },
    });
  });

  test('by closing the client ends all that is under way, and nothing is sent any more', async () => {
    const asked = client({ model: 'hang' });
    const answer = asked.complete('Hello');
    await eventually(() => provider.open === 1);
    const [ended] = await Promise.allSettled([answer, asked.close(), asked.close()]);
    expect(ended).toMatchObject({ status: 'rejected', reason: { code: 'VIV_STOPPED' } });
    await expect(asked.complete('Hello')).rejects.toMatchObject({ code: 'VIV_STOPPED' });
  });
});

describe('the breaker', () => {
  const options = { model: 'fail-500', retry: { attempts: 1 } } as const;

  test('is open after five failing requests: the sixth is refused in less than 5 ms and the provider hears nothing of it', async () => {
    const asked = client(options);
    for (let n = 0; n < 5; n++)
      await expect(asked.complete('Hello')).rejects.toMatchObject({ code: 'VIV_LLM_NETWORK' });
    const since = performance.now();
    await expect(asked.complete('Hello')).rejects.toMatchObject({ code: 'VIV_CIRCUIT_OPEN', kind: 'network' });
    expect(performance.now() - since).toBeLessThan(5);
    expect(provider.requests).toHaveLength(5);
    expect(asked.stats()).toMatchObject({ total: 6, failed: 5, rejected: 1, breaker: { state: 'open', failures: 5 } });
  });

  test('counts a request of many attempts as one failure', async () => {
    const asked = client({ model: 'fail-500' });
    await expect(asked.complete('Hello')).rejects.toThrow();
    expect(provider.requests).toHaveLength(4);
    expect(asked.stats().breaker).toMatchObject({ state: 'closed', failures: 1 });
  });

  test('does not open when the provider only refuses what it was asked', async () => {
    const asked = client({ model: 'fail-400' });
    for (let n = 0; n < 6; n++) await expect(asked.complete('Hello')).rejects.toMatchObject({ kind: 'validation' });
    expect(asked.stats().breaker).toMatchObject({ state: 'closed', failures: 0 });
  });

  test('lets one request try after its recovery, and closes when that is answered', async () => {
    const asked = client({ retry: { attempts: 1 }, breaker: { failures: 1, recovery: '100ms' } });
    provider.next('fail-500', 'slow-50');
    await expect(asked.complete('Hello')).rejects.toMatchObject({ code: 'VIV_LLM_NETWORK' });
    await eventually(() => asked.stats().breaker.state === 'half_open');
    const [probe, other] = await Promise.allSettled([asked.complete('probe'), asked.complete('other')]);
    expect(probe).toMatchObject({ status: 'fulfilled' });
    expect(other).toMatchObject({ status: 'rejected', reason: { code: 'VIV_CIRCUIT_OPEN' } });
    expect(asked.stats().breaker).toEqual({ state: 'closed', failures: 0, retryAfterMs: 0 });
  });

  test('says when it will let one try, and opens anew when that one fails, which is tried once', async () => {
    const clock = new VirtualClock();
    const asked = client({
      ...options,
      clock,
      retry: { attempts: 4, initial: 0 },
      breaker: { failures: 1, recovery: '60s' },
    });
    provider.next('fail-500', 'fail-500', 'fail-500', 'fail-500', 'fail-500');
    const failing = asked.complete('Hello').catch((error: unknown) => error);
    await eventually(() => {
      clock.advance(0);
      return asked.stats().breaker.state === 'open';
    });
    await failing;
    clock.advance(20_000);
    await expect(asked.complete('Hello')).rejects.toMatchObject({ retryAfterMs: 40_000 });
    clock.advance(40_000);
    await expect(asked.complete('Hello')).rejects.toMatchObject({ code: 'VIV_LLM_NETWORK' });
    expect(provider.requests).toHaveLength(5);
    expect(asked.stats().breaker).toMatchObject({ state: 'open', retryAfterMs: 60_000 });
  });
});

describe('many prompts', () => {
  test('are answered in their order, failures among them, so many at once', async () => {
    const asked = client({ retry: { attempts: 1 } });
    provider.next('slow-30', 'fail-400', 'slow-5', 'slow-5');
    const results = await asked.completeBatch(['a', 'b', 'c', 'd'], { maxConcurrency: 2 });
    expect(results.map((result) => (result.ok ? result.value.text : result.error.name))).toEqual([
      'echo: a',
      'ValidationError',
      'echo: c',
      'echo: d',
    ]);
    expect(provider.peak).toBe(2);
  });

  test('never are more at the provider than the client allows', async () => {
    const asked = client({ model: 'slow-10', concurrency: 3 });
    await asked.completeBatch(
      Array.from({ length: 12 }, (_, n) => `prompt ${n}`),
      { maxConcurrency: 12 },
    );
    expect(provider.peak).toBe(3);
  });
});

test('statistics begin anew when they are reset', async () => {
  const asked = client();
  await asked.complete('Hello');
  expect(asked.stats()).toMatchObject({ total: 1, inputTokens: 1, outputTokens: 2 });
  asked.resetStats();
  expect(asked.stats()).toMatchObject({ total: 0, averageMs: 0, successRate: 1, inputTokens: 0 });
});

test.each([
  [{ provider: 'opnai' }, /createLlmClient\.provider: expected one of openai, anthropic, ollama, huggingface/],
  [{ provider: 'huggingface' }, /createLlmClient\.model: expected the model's name/],
  [{ provider: 'openai', modell: 'x' }, /expected model \(there is no such option\)/],
  [{ provider: 'openai', retry: { attempts: 0 } }, /createLlmClient\.retry\.attempts: expected a whole number/],
  [{ provider: 'openai', baseUrl: 'localhost' }, /createLlmClient\.baseUrl: expected a URL/],
  [{ provider: 'openai', apiKey: '' }, /createLlmClient\.apiKey: expected a text that is not empty/],
])('the options %j are refused by name', (options, message) => {
  expect(() => createLlmClient(options as never)).toThrow(message);
});
