/** Tools that a model calls: host tools, tools of the AI SDK, and those that whoever asks carries out. */
import { jsonSchema, tool as sdkTool } from 'ai';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createLlmClient, type LlmClient, tool } from '../../src/index.ts';
import type { LlmTool } from '../../src/llm/types.ts';
import { eventually } from '../support/eventually.ts';
import { type Provider, startProvider } from '../support/provider/index.ts';

let provider: Provider;
let client: LlmClient;

beforeAll(async () => {
  provider = await startProvider();
  client = createLlmClient({ provider: 'openai', apiKey: 'k', baseUrl: `${provider.url}/v1` });
});
afterAll(async () => {
  await client.close();
  await provider.close();
});
afterEach(() => provider.reset());

const numbers = { type: 'object', properties: { a: { type: 'number' }, b: { type: 'number' } }, required: ['a', 'b'] };
const add = ({ a, b }: { a: number; b: number }): number => a + b;

describe('a model may call', () => {
  const kinds: readonly [string, LlmTool][] = [
    ['a host tool', tool({ description: 'Adds', input: z.object({ a: z.number(), b: z.number() }), execute: add })],
    ['a plain object with a JSON Schema', { description: 'Adds', inputSchema: numbers, execute: add }],
    [
      'a tool of the AI SDK',
      sdkTool({ description: 'Adds', inputSchema: jsonSchema(numbers as object), execute: add as never }),
    ],
    [
      'a tool of the AI SDK with zod',
      sdkTool({ inputSchema: z.object({ a: z.number(), b: z.number() }), execute: add }),
    ],
  ];

  test.each(kinds)('%s, with its arguments checked', async (_, each) => {
    const prompt = 'call add {"a": 1, "b": 2} call add {"a": 1}';
    const { text, toolCalls, steps } = await client.complete({ prompt, tools: { add: each } });
    expect(toolCalls).toMatchObject([{ result: 3 }, { error: expect.stringContaining('arguments.b') }]);
    expect(text).toContain('results: 3 arguments.b');
    expect(steps).toHaveLength(2);
    const [seen] = provider.requests;
    expect(seen?.body['tools']).toMatchObject([{ function: { name: 'add', parameters: { required: ['a', 'b'] } } }]);
  });
});

describe('tool calls', () => {
  test('of one answer run side by side', async () => {
    let [inside, peak] = [0, 0];
    const meet: LlmTool = {
      execute: async () => {
        inside += 1;
        peak = Math.max(peak, inside);
        await eventually(() => peak === 2);
        return inside--;
      },
    };
    await client.complete({ prompt: 'call meet {} call meet {}', tools: { meet } });
    expect(peak).toBe(2);
  });

  test('go on until the model has enough, and the usage is that of all answers', async () => {
    const double: LlmTool = { inputSchema: { type: 'object' }, execute: ({ n }: { n: number }) => n * 2 };
    const prompt = 'call double {"n": 1} then call double {"n": 2} then call double {"n": 4}';
    const { toolCalls, steps, usage } = await client.complete({ prompt, tools: { double } });
    expect(toolCalls.map(({ result }) => result)).toEqual([2, 4, 8]);
    expect(usage.totalTokens).toBe(steps.reduce((sum, step) => sum + step.usage.totalTokens, 0));
  });

  test('end with maxSteps', async () => {
    const prompt = 'call now {} then call now {} then call now {}';
    const { steps, finishReason } = await client.complete({
      prompt,
      tools: { now: { execute: () => 1 } },
      maxSteps: 2,
    });
    expect([steps.length, finishReason, provider.requests.length]).toEqual([2, 'tool-calls', 2]);
  });

  test('that fail, take too long or mean no tool are told to the model, which goes on', async () => {
    const tools: Record<string, LlmTool> = {
      fail: { execute: () => Promise.reject(new Error('no such file')) },
      hang: { execute: () => new Promise(() => {}) },
    };
    const prompt = 'call fail {} call hang {} call other {}';
    const { text, toolCalls } = await client.complete({ prompt, tools, toolTimeout: 50 });
    expect(toolCalls.map(({ error }) => error)).toEqual([
      'no such file',
      expect.stringContaining('tool hang took longer than 50ms'),
      expect.stringContaining('other'),
    ]);
    expect(text).toContain('no such file');
  });

  test('are ended with the question', async () => {
    const controller = new AbortController();
    let stopped = false;
    const hang: LlmTool = {
      execute: (_: unknown, { abortSignal }: { abortSignal: AbortSignal }) => {
        abortSignal.addEventListener('abort', () => {
          stopped = true;
        });
        controller.abort();
        return new Promise(() => {});
      },
    };
    const answer = client.complete({ prompt: 'call hang {}', tools: { hang }, signal: controller.signal });
    await expect(answer).rejects.toMatchObject({ code: 'VIV_CALL_CANCELLED' });
    expect(stopped).toBe(true);
  });

  test('of a tool without execute are handed to whoever asked, who answers them and goes on', async () => {
    const tools: Record<string, LlmTool> = { ask: { description: 'Asks a person' }, now: { execute: () => 'noon' } };
    const prompt = 'call ask {"what": "tea?"} call now {}';
    const first = await client.complete({ prompt, tools });
    expect(first.pending).toEqual([{ id: 'call_1_1', name: 'ask', args: { what: 'tea?' } }]);
    expect(first.toolCalls).toMatchObject([{ name: 'now', result: 'noon' }]);
    const output = { type: 'text', value: 'yes' };
    const answer = { type: 'tool-result', toolCallId: 'call_1_1', toolName: 'ask', output };
    const messages = [
      { role: 'user' as const, content: prompt },
      ...first.messages,
      { role: 'tool' as const, content: [answer] },
    ];
    expect((await client.complete({ messages, tools })).text).toBe('results: noon yes');
  });

  test('need names that providers take, and tools with one result', async () => {
    const streaming = tool({ description: 'Counts', streaming: true, execute: () => [1, 2] });
    await expect(client.complete({ prompt: 'x', tools: { 'no name': {} } })).rejects.toMatchObject({ field: 'tools' });
    await expect(client.complete({ prompt: 'x', tools: { streaming } })).rejects.toMatchObject({
      field: 'tools.streaming',
    });
  });
});
