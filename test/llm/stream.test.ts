/** Answers text by text: what comes, what breaks, who leaves, who is slow. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createLlmClient, type LlmClient, type LlmOptions } from '../../src/index.ts';
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

function client(options: Partial<LlmOptions> = {}): LlmClient {
  const baseUrl = options.provider === 'anthropic' ? provider.url : `${provider.url}/v1`;
  const made = createLlmClient({ provider: 'openai', apiKey: 'k', baseUrl, retry: { initial: 1 }, ...options });
  open.push(made);
  return made;
}

async function heard(texts: AsyncIterable<string>): Promise<{ readonly texts: string[]; readonly error: unknown }> {
  const all: string[] = [];
  try {
    for await (const text of texts) all.push(text);
    return { texts: all, error: undefined };
  } catch (error) {
    return { texts: all, error };
  }
}

describe('a stream', () => {
  test.each(['openai', 'anthropic'] as const)('from %s comes in pieces, and is whole in its result', async (name) => {
    const stream = client({ provider: name }).stream({ prompt: 'one two three', maxTokens: 50 });
    expect((await heard(stream)).texts).toEqual(['echo: ', 'one ', 'two ', 'three']);
    expect(await stream.result).toMatchObject({
      text: 'echo: one two three',
      finishReason: 'stop',
      usage: { inputTokens: 3, outputTokens: 4 },
    });
  });

  test('sends nothing before somebody listens', async () => {
    const asked = client();
    asked.stream('Hello');
    await asked.complete('other');
    expect(provider.requests).toHaveLength(1);
  });

  test('that fails before its first text is tried again', async () => {
    const asked = client({ model: 'flaky-2' });
    const stream = asked.stream('Hello');
    expect((await heard(stream)).error).toBeUndefined();
    expect(await stream.result).toMatchObject({ text: 'echo: Hello', attempts: 3 });
  });

  test('that breaks off throws after what has come, is not tried again, and never looks complete', async () => {
    const asked = client({ model: 'broken' });
    const stream = asked.stream('one two three four');
    const { texts, error } = await heard(stream);
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.join('')).not.toContain('four');
    expect(error).toMatchObject({ code: 'VIV_LLM_NETWORK', retryCount: 0 });
    await expect(stream.result).rejects.toBe(error);
    expect(provider.requests).toHaveLength(1);
    expect(asked.stats()).toMatchObject({ failed: 1, inFlight: 0, breaker: { failures: 1 } });
  });

  test('in which nothing comes for too long ends with a timeout', async () => {
    const { error } = await heard(client({ model: 'hang', timeout: 100, retry: { attempts: 1 } }).stream('Hello'));
    expect(error).toMatchObject({ name: 'LlmTimeout', durationMs: 100 });
    await eventually(() => provider.open === 0);
  });

  test('is cancelled at the provider when its consumer leaves', async () => {
    const asked = client({ model: 'slow-20' });
    const stream = asked.stream('one two three four five six seven eight nine ten');
    for await (const text of stream) {
      expect(text).toBe('echo: ');
      break;
    }
    await expect(stream.result).rejects.toMatchObject({ code: 'VIV_CALL_CANCELLED' });
    await eventually(() => provider.requests[0]?.aborted === true);
    expect(asked.stats()).toMatchObject({ cancelled: 1, failed: 0, inFlight: 0 });
  });

  test('that nobody goes on with gives its place to others when its deadline has passed, and says so to who comes back', async () => {
    const asked = client({ concurrency: 1 });
    const texts = asked.stream({ prompt: 'word '.repeat(50), deadline: '100ms' })[Symbol.asyncIterator]();
    await texts.next();
    expect((await asked.complete({ prompt: 'Hello', deadline: '10s' })).text).toBe('echo: Hello');
    await expect(texts.next()).rejects.toMatchObject({ code: 'VIV_LLM_TIMEOUT', durationMs: 100 });
    expect(asked.stats()).toMatchObject({ succeeded: 1, failed: 0, cancelled: 1, breaker: { failures: 0 } });
  });

  test('throws when its caller aborts it', async () => {
    const controller = new AbortController();
    const stream = client({ model: 'slow-20' }).stream({ prompt: 'one two three four', signal: controller.signal });
    const all: string[] = [];
    const reading = (async () => {
      for await (const text of stream) {
        all.push(text);
        controller.abort();
      }
    })();
    await expect(reading).rejects.toMatchObject({ code: 'VIV_CALL_CANCELLED' });
    expect(all).toEqual(['echo: ']);
  });

  test('waits for a slow consumer instead of reading all of it', async () => {
    const stream = client().stream('word '.repeat(200_000));
    const texts = stream[Symbol.asyncIterator]();
    await texts.next();
    await expect(eventually(() => provider.open === 0, { timeout: 300 })).rejects.toThrow();
    await texts.return?.();
    await eventually(() => provider.open === 0);
  });

  test('goes on behind the calls of tools', async () => {
    const now = { description: 'The time', execute: () => 'noon' };
    const stream = client().stream({ prompt: 'call now {}', tools: { now } });
    expect((await heard(stream)).texts.join('')).toBe('results: noon');
    expect((await stream.result).toolCalls).toMatchObject([{ name: 'now', result: 'noon' }]);
  });
});
