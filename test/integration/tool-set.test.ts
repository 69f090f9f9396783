/** Python tools for language models: a ToolSet of the Vercel AI SDK, as its own functions see it. */
import { asSchema, generateText, stepCountIs, type ToolSet } from 'ai';
import { MockLanguageModelV3 } from 'ai/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRuntime, pool, type Runtime } from '../../src/index.ts';
import { python } from '../support/python.ts';

const ADAPTER = new URL('../fixtures/adapters/for_models.py', import.meta.url).pathname;
let runtime: Runtime;

beforeAll(async () => {
  runtime = createRuntime({ pools: { ml: pool({ adapter: ADAPTER, python: python() }) } });
  await runtime.start();
});
afterAll(() => runtime.stop({ grace: 0 }));

const tools = (): ToolSet => runtime.pool('ml').tools({ timeout: '5s' });

/** A model that asks for one call, then says what it was told. */
function asking(toolName: string, input: unknown): MockLanguageModelV3 {
  const usage = {
    inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
    outputTokens: { total: 1, text: 1, reasoning: 0 },
  };
  const call = { type: 'tool-call', toolCallId: '1', toolName, input: JSON.stringify(input) } as const;
  return new MockLanguageModelV3({
    doGenerate: async ({ prompt }) => {
      const last = prompt.at(-1);
      const finish = (unified: 'stop' | 'tool-calls') => ({ unified, raw: undefined });
      if (last?.role !== 'tool') return { content: [call], finishReason: finish('tool-calls'), usage, warnings: [] };
      const text = JSON.stringify(last.content);
      return { content: [{ type: 'text', text }], finishReason: finish('stop'), usage, warnings: [] };
    },
  });
}

const ask = (toolName: string, input: unknown, signal?: AbortSignal) =>
  generateText({
    model: asking(toolName, input),
    prompt: 'go',
    tools: tools(),
    stopWhen: stepCountIs(2),
    ...(signal === undefined ? {} : { abortSignal: signal }),
  });

test('a model is told what Python says of its tools', async () => {
  const { price } = tools();
  expect(price?.description).toBe('What so many of a thing cost.');
  expect(await asSchema(price?.inputSchema).jsonSchema).toMatchObject({
    type: 'object',
    properties: { thing: { type: 'string' }, count: { type: 'integer' } },
    required: ['thing'],
  });
});

test('a call of the model runs in a worker, and the model is told the result', async () => {
  const { text, steps } = await ask('price', { thing: 'bread', count: 3 });
  expect(steps[0]?.toolResults[0]?.output).toEqual({ thing: 'bread', total: 6 });
  expect(text).toContain('"total":6');
});

test('arguments that do not fit are refused before Python sees them, and the model is told', async () => {
  const { text } = await ask('price', { thing: 5 });
  expect(text).toMatch(/thing.{0,80}string/);
});

test('what a tool raises is told to the model', async () => {
  const { text } = await ask('price', { thing: 'air' });
  expect(text).toContain('air is not for sale');
});

test('what JSON has no word for becomes text a model can read', async () => {
  const { steps } = await ask('odd', {});
  expect(steps[0]?.toolResults[0]?.output).toEqual({
    big: '1267650600228229401496703205376',
    nan: 'NaN',
    bytes: { base64: 'AQI=' },
    array: { dtype: 'float64', shape: [2], data: [1, 2] },
  });
});

test('a streaming tool gives its chunks, the last being all of them', async () => {
  const { steps } = await ask('count', { to: 3 });
  expect(steps[0]?.toolResults.at(-1)?.output).toEqual([1, 2, 3]);
});

test('aborting the model’s run cancels the tool', async () => {
  const stop = new AbortController();
  const asked = ask('nap', {}, stop.signal);
  await expect.poll(() => runtime.pool('ml').workers()[0]?.inFlight).toBe(1);
  stop.abort();
  await expect(asked).rejects.toThrow();
  await expect.poll(() => runtime.pool('ml').workers()[0]?.inFlight).toBe(0);
});

test('a misspelt option is refused with the nearest right name', () => {
  // @ts-expect-error: JavaScript's users have no types
  expect(() => runtime.pool('ml').tools({ timout: '5s' })).toThrow(/expected timeout .*got string "timout"/);
});
