/** Where a client finds its provider, its key and its model, from options and the environment. */
import { describe, expect, test } from 'vitest';
import type { LlmOptions } from '../../src/llm/options.ts';
import { clientSettings } from '../../src/llm/settings.ts';

const of = (options: LlmOptions, env: NodeJS.ProcessEnv = {}) => clientSettings('llm', options, 'llm', env);

describe('a client', () => {
  test.each([
    [{ provider: 'openai' }, {}, undefined],
    [{ provider: 'openai' }, { OPENAI_BASE_URL: 'http://proxy/v1/' }, 'http://proxy/v1'],
    [{ provider: 'openai' }, { OPENAI_BASE_URL: '' }, undefined],
    [{ provider: 'openai', baseUrl: 'http://own/v1' }, { OPENAI_BASE_URL: 'http://proxy/v1' }, 'http://own/v1'],
    [{ provider: 'anthropic' }, { ANTHROPIC_BASE_URL: 'http://proxy' }, 'http://proxy/v1'],
    [{ provider: 'anthropic' }, { ANTHROPIC_BASE_URL: 'http://proxy/v1' }, 'http://proxy/v1'],
    [{ provider: 'ollama' }, {}, 'http://127.0.0.1:11434/v1'],
    [{ provider: 'ollama' }, { OLLAMA_HOST: '0.0.0.0' }, 'http://127.0.0.1:11434/v1'],
    [{ provider: 'ollama' }, { OLLAMA_HOST: 'gpu:8080' }, 'http://gpu:8080/v1'],
    [{ provider: 'ollama' }, { OLLAMA_HOST: 'https://gpu.example' }, 'https://gpu.example/v1'],
    [{ provider: 'huggingface', model: 'm' }, {}, 'https://router.huggingface.co'],
    [{ provider: 'huggingface', model: 'm' }, { HF_ENDPOINT: 'http://proxy' }, 'http://proxy'],
  ] as const)('of %j with %j is at %s', (options, env, baseUrl) => {
    expect(of(options, env).baseUrl).toBe(baseUrl);
  });

  test.each([
    ['openai', 'OPENAI_API_KEY', 'gpt-4o-mini', 60_000],
    ['anthropic', 'ANTHROPIC_API_KEY', 'claude-3-5-sonnet-20241022', 60_000],
    ['ollama', 'OLLAMA_API_KEY', 'llama3.2', 180_000],
  ] as const)('of %s has the key of %s, and defaults', (provider, variable, model, timeoutMs) => {
    expect(of({ provider }, { [variable]: 'secret' })).toMatchObject({ apiKey: 'secret', model, timeoutMs });
    expect(of({ provider, apiKey: 'own' }, { [variable]: 'secret' }).apiKey).toBe('own');
  });

  test('has the limits and the policies that it is given', () => {
    const options = { provider: 'openai', retry: { attempts: 2 }, breaker: { recovery: '5s' } } as const;
    expect(of({ ...options, limits: { requestsPerMinute: 60 }, deadline: '1m' })).toMatchObject({
      retry: { attempts: 2, initialMs: 100, maxMs: 5_000, jitter: 0.2 },
      breaker: { failures: 5, recoveryMs: 5_000 },
      requestsPerMinute: 60,
      tokensPerMinute: Number.POSITIVE_INFINITY,
      queue: 1_000,
      concurrency: 20,
      deadlineMs: 60_000,
    });
  });

  test('whose key is empty is refused without the key in the message', () => {
    expect(() => of({ provider: 'openai', apiKey: 7 as never })).toThrow(
      'llm.apiKey: expected a text that is not empty',
    );
  });
});
