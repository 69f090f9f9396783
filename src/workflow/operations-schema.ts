/** The arguments of `vivarium.workflow.*` as JSON Schemas, so that a wrong one is named before anything happens. */
import type { JsonSchema } from '../tools/spec.ts';
import { executorPresets } from './presets.ts';

const nullable = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] });
const text = { type: 'string' };
const number = nullable({ type: 'number' });
const preset = nullable({ enum: Object.keys(executorPresets) });

const node = { type: 'object', properties: { id: text, kind: text, name: nullable(text) }, required: ['id', 'kind'] };

/** `{from, to, when}`, or `[from, to]`. */
const edge = {
  anyOf: [
    { type: 'object', properties: { from: text, to: text, when: {} }, required: ['from', 'to'] },
    { type: 'array', items: {}, minItems: 2, maxItems: 3 },
  ],
};

const workflow = {
  type: 'object',
  properties: { name: text, nodes: { type: 'array', items: node }, edges: { type: 'array', items: edge } },
  required: ['name', 'nodes'],
};

export const RUN = {
  description: 'Runs a workflow',
  input: {
    type: 'object',
    properties: {
      workflow,
      input: {},
      config: nullable({ type: 'object' }),
      preset,
      timeout: nullable({ type: 'number', exclusiveMinimum: 0 }),
      retries: number,
      concurrency: number,
      fail_fast: nullable({ type: 'boolean' }),
    },
    required: ['workflow'],
    additionalProperties: false,
  },
} as const;

export const STATS = {
  description: "An executor's numbers",
  input: { type: 'object', properties: { preset }, additionalProperties: false },
} as const;
