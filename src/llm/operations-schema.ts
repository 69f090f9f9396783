/** The arguments of `vivarium.llm.*` as JSON Schemas, so that a wrong one is named before anything happens. */
import type { JsonSchema } from '../tools/spec.ts';

const nullable = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] });
const text = { type: 'string' };
const maybeText = nullable(text);
const seconds = nullable({ type: 'number', exclusiveMinimum: 0 });

const object = (properties: Readonly<Record<string, JsonSchema>>, required: readonly string[]): JsonSchema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

const config = object({ provider: text, model: maybeText, api_key: maybeText, base_url: maybeText, name: maybeText }, [
  'provider',
]);

const definition = {
  type: 'object',
  properties: { name: text, description: maybeText, parameters: nullable({ type: 'object' }) },
  required: ['name'],
};

/** What a question has, whatever it asks; ranges are the client's to check, for its errors name what is wrong. */
const ask = {
  config,
  system: maybeText,
  max_tokens: nullable({ type: 'number' }),
  temperature: nullable({ type: 'number' }),
  tools: nullable({ type: 'array', items: definition }),
  host_tools: nullable({ type: 'array', items: text }),
  max_steps: nullable({ type: 'number' }),
  timeout: seconds,
};

const message = { type: 'object', properties: { role: text }, required: ['role', 'content'] };
const result = object({ id: text, name: text, result: {}, is_error: nullable({ type: 'boolean' }) }, [
  'id',
  'name',
  'result',
]);

const kind = nullable({ enum: ['llm', 'embedding'] });

export const SCHEMAS = {
  complete: {
    description: 'Asks a language model',
    input: object(
      {
        ...ask,
        prompt: maybeText,
        messages: nullable({ type: 'array', items: message }),
        tool_results: nullable({ type: 'array', items: result }),
      },
      ['config'],
    ),
  },
  batch: {
    description: 'Asks a language model each of many prompts',
    input: object({ ...ask, prompts: { type: 'array', items: text }, max_concurrency: nullable({ type: 'number' }) }, [
      'config',
      'prompts',
    ]),
  },
  embed: {
    description: 'Turns texts into vectors',
    input: object({ config, texts: { type: 'array', items: text }, timeout: seconds }, ['config', 'texts']),
  },
  stats: { description: "A client's numbers", input: object({ config, kind }, ['config']) },
  warmup: { description: 'Opens the connection, and has the model loaded', input: object({ config }, ['config']) },
} as const;
