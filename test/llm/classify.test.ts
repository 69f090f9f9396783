/** What a provider's library throws, as one of the nine kinds. */
import { describe, expect, test } from 'vitest';
import { classify } from '../../src/llm/classify.ts';
import { NetworkError } from '../../src/model/llm-errors.ts';

const at = {
  client: 'llm:openai/gpt-4o-mini',
  provider: 'openai',
  operation: 'complete',
  attempts: 3,
  secret: 'sk-secret',
  wall: Date.parse('2026-01-01T00:00:00Z'),
};
const http = (statusCode: number, responseHeaders = {}) =>
  Object.assign(new Error('says no'), { name: 'AI_APICallError', statusCode, responseHeaders });
const named = (name: string, message = 'says no') => Object.assign(new Error(message), { name });

describe('what was thrown', () => {
  test.each([
    [named('Whatever'), { name: 'CoreError', kind: 'core', message: 'llm:openai/gpt-4o-mini: says no' }],
    ['a text', { name: 'CoreError' }],
    [named('AI_LoadAPIKeyError'), { name: 'ConfigurationError', kind: 'configuration', field: 'apiKey' }],
    [named('AI_NoSuchModelError'), { name: 'ConfigurationError', field: 'model' }],
    [http(404), { name: 'ConfigurationError', field: 'model' }],
    [named('AI_JSONParseError'), { name: 'RuntimeFailure', kind: 'runtime', operation: 'complete' }],
    [http(200), { name: 'RuntimeFailure' }],
    [new TypeError('fetch failed'), { name: 'NetworkError', kind: 'network', retryCount: 2 }],
    [Object.assign(new Error('reset'), { code: 'ECONNRESET' }), { name: 'NetworkError' }],
    [new Error('outer', { cause: new TypeError('terminated') }), { name: 'NetworkError' }],
    [new NetworkError('the stream ended in the middle', 0), { name: 'NetworkError', retryCount: 2 }],
    [http(529), { name: 'NetworkError', facts: { status: 529, attempts: 3, client: at.client } }],
    [http(401), { name: 'AuthenticationError', kind: 'authentication', provider: 'openai' }],
    [http(413), { name: 'ValidationError', kind: 'validation', field: 'request' }],
    [named('AI_InvalidPromptError'), { name: 'ValidationError', field: 'messages' }],
    [http(429), { name: 'RateLimitError', kind: 'rate_limit', retryAfter: undefined }],
    [http(429, { 'retry-after': '7' }), { retryAfter: 7 }],
    [http(429, { 'retry-after-ms': '250', 'retry-after': '7' }), { retryAfter: 0.25 }],
    [http(429, { 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' }), { retryAfter: 30 }],
    [http(429, { 'retry-after': 'soon' }), { retryAfter: undefined }],
  ] as const)('%s is %j', (thrown, fields) => {
    expect(classify(thrown, at)).toMatchObject(fields);
  });

  test('says nothing of the key, and no more than one can read', () => {
    const { message } = classify(named('Whatever', `the key sk-secret is wrong ${'x'.repeat(2_000)}`), at);
    expect(message).toContain('the key [redacted] is wrong');
    expect(message.length).toBeLessThan(600);
  });

  test('is its cause', () => {
    const thrown = http(500);
    expect(classify(thrown, at).cause).toBe(thrown);
  });
});
