import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { tensor } from '../../src/bridge/values.ts';
import { isHostTool } from '../../src/tools/host-tool.ts';
import type { Parameter } from '../../src/tools/parameter-list.ts';
import type { StandardSchema } from '../../src/tools/standard-schema.ts';
import { tool } from '../../src/tools/tool.ts';
import { rejection } from '../support/service.ts';
import { aRequest, hostTools } from './support.ts';

const execute = (args: unknown): unknown => args;

describe('tool() refuses', () => {
  test.each<[string, object, string]>([
    ['no description', { execute }, 'tool.description: expected a sentence, got undefined'],
    ['no function', { description: 'x' }, 'tool.execute: expected a function, got undefined'],
    [
      'a misspelt option',
      { description: 'x', execute, exposedToPyton: false },
      'tool: expected exposedToPython (there is no such option), got string "exposedToPyton"',
    ],
    [
      'an option of another world',
      { description: 'x', execute, handler: 1 },
      'tool: expected no options but description, input,',
    ],
    [
      'an input that is no schema',
      { description: 'x', execute, input: 'string' },
      'tool.input: expected a Standard Schema (zod, valibot, …) or a JSON Schema object, got string "string"',
    ],
    [
      'two kinds of input',
      { description: 'x', execute, input: {}, parameters: [] },
      'tool.parameters: expected nothing beside tool.input',
    ],
    ['no time', { description: 'x', execute, timeout: 0 }, 'tool.timeout: expected more than 0 ms'],
    [
      'half a place',
      { description: 'x', execute, concurrency: 0.5 },
      'tool.concurrency: expected a whole number, 1 or more, got number 0.5',
    ],
    [
      'a flag that is none',
      { description: 'x', execute, streaming: 'yes' },
      'tool.streaming: expected true or false, got string "yes"',
    ],
    [
      'a cache for what may not run twice',
      { description: 'x', execute, cache: {} },
      'tool.cache: expected idempotent: true beside it',
    ],
    [
      'a cache for chunks',
      { description: 'x', execute, idempotent: true, streaming: true, cache: {} },
      'tool.cache: expected nothing: a streaming tool has no one result',
    ],
    [
      'a misspelt option of the cache',
      { description: 'x', execute, idempotent: true, cache: { tll: 1 } },
      'tool.cache: expected ttl (there is no such option), got string "tll"',
    ],
    [
      'an unknown type',
      { description: 'x', execute, parameters: [{ name: 'a', type: 'str' }] },
      'parameters[0].type: expected one of string, integer, float, boolean, list, embedding, map, tensor, binary, any, got string "str"',
    ],
    [
      'a name twice',
      { description: 'x', execute, parameters: [{ name: 'a' }, { name: 'a' }] },
      'parameters[1].name: expected a name used once',
    ],
    [
      'parameters by name',
      { description: 'x', execute, parameters: { a: 'string' } },
      'parameters: expected a list of { name, type, required }, got object',
    ],
  ])('%s', (_, options, message) => {
    expect(() => tool(options as Parameters<typeof tool>[0])).toThrow(message);
  });

  test('nothing else: what it makes is a host tool', () => {
    expect(isHostTool(tool({ description: 'x', execute }))).toBe(true);
    expect(isHostTool({ description: 'x', execute })).toBe(false);
  });
});

/** What is wrong with the arguments, or what the tool was given. */
async function outcome(options: Partial<Parameters<typeof tool>[0]>, args: Record<string, unknown>): Promise<unknown> {
  const { host } = hostTools({ tools: { t: tool({ description: 'x', execute, ...options }) } });
  const end = host.run(aRequest('t', args));
  return end.catch((error: { code: string; message: string }) => `${error.code} ${error.message}`);
}

const bad = (problem: string): string => `VIV_BAD_ARGUMENTS host tool t: ${problem}`;

describe('input by JSON Schema', () => {
  const input = {
    type: 'object',
    properties: {
      items: {
        type: 'array',
        items: {
          type: 'object',
          properties: { name: { type: 'string' }, n: { type: 'integer' } },
          required: ['name'],
          additionalProperties: false,
        },
      },
      size: { enum: ['s', 'm'] },
      count: { type: ['integer', 'null'], minimum: 1 },
    },
    required: ['items'],
  };

  test.each<[Record<string, unknown>, string]>([
    [{}, 'arguments.items: is missing'],
    [
      { items: [{ name: 'a' }, {}, { name: null }] },
      'arguments.items[1].name: is missing; arguments.items[2].name: expected a string, got null',
    ],
    [{ items: [{ name: 'a', nam: 1 }] }, 'arguments.items[0].nam: is not one of name, n'],
    [{ items: [], size: 'l' }, 'arguments.size: expected "s" or "m", got string "l"'],
    [{ items: [], count: 'x' }, 'arguments.count: expected an integer or null, got string "x"'],
    [{ items: [], count: 0 }, 'arguments.count: must be >= 1, got number 0'],
    [
      { items: [1, 2, 3, 4] },
      'arguments.items[0]: expected an object, got number 1; arguments.items[1]: expected an object, got number 2; arguments.items[2]: expected an object, got number 3 (and 1 more)',
    ],
  ])('%j: the message has the path of the field, what it takes and what it got', async (args, problem) => {
    expect(await outcome({ input }, args)).toBe(bad(problem));
  });

  test('lets through what fits, a whole number beyond 2^53 too', async () => {
    const args = { items: [{ name: 'a', n: 2n ** 60n }], count: null };
    expect(await outcome({ input }, args)).toEqual(args);
  });

  test('of draft 7 is read as such', async () => {
    const tuple = {
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'object',
      properties: { pair: { type: 'array', items: [{ type: 'string' }, { type: 'number' }] } },
    };
    expect(await outcome({ input: tuple }, { pair: ['a', 'b'] })).toBe(
      bad('arguments.pair[1]: expected a number, got string "b"'),
    );
  });

  test('that is none fails the call as the tool’s own fault', async () => {
    const failed = String(await outcome({ input: { type: 'strng' } }, {}));
    expect(failed).toContain('VIV_TOOL_FAILED host tool t: BadConfig: the schema of arguments: expected a JSON Schema');
  });

  test('keys that look like paths stay keys', async () => {
    const weird = {
      type: 'object',
      properties: { 'a/b~c': { type: 'object', properties: { 2: { type: 'string' } } } },
    };
    expect(await outcome({ input: weird }, { 'a/b~c': { 2: 1 } })).toBe(
      bad('arguments["a/b~c"]["2"]: expected a string, got number 1'),
    );
  });
});

describe('input by a Standard Schema', () => {
  test('of zod: paths are told, defaults and conversions reach the tool', async () => {
    const input = z.object({
      items: z.array(z.object({ name: z.string() })),
      size: z
        .string()
        .default('m')
        .transform((text) => text.length),
    });
    expect(await outcome({ input }, { items: [{ name: 'a' }, { name: null }] })).toBe(
      bad('arguments.items[1].name: Invalid input: expected string, received null'),
    );
    expect(await outcome({ input }, { items: [] })).toEqual({ items: [], size: 1 });
  });

  test('of any library: checked asynchronously, paths of keys and of segments', async () => {
    const input: StandardSchema = {
      '~standard': {
        version: 1,
        vendor: 'own',
        validate: async () => ({
          issues: [{ message: 'bad', path: ['a', { key: 2 }, 'b c'] }, { message: 'all of it' }],
        }),
      },
    };
    expect(await outcome({ input }, {})).toBe(bad('arguments.a[2]["b c"]: bad; arguments: all of it'));
  });

  test('whose own check throws fails the call as the tool’s own fault', async () => {
    const input = z.object({
      a: z.any().refine(() => {
        throw new Error('in the check');
      }),
    });
    expect(await outcome({ input }, { a: 1 })).toBe('VIV_TOOL_FAILED host tool t: Error: in the check');
  });

  test('tells Python its parameters in JSON Schema; one that has no words for them is open', () => {
    const made = tool({ description: 'x', input: z.object({ a: z.number().default(1) }), execute });
    expect(made.parameters).toMatchObject({ type: 'object', properties: { a: { type: 'number', default: 1 } } });
    const mute = tool({ description: 'x', input: z.object({ when: z.date() }), execute });
    expect(mute.parameters).toEqual({ type: 'object' });
  });
});

describe('input by a list of parameters', () => {
  const types = [
    'string',
    'integer',
    'float',
    'boolean',
    'list',
    'embedding',
    'map',
    'tensor',
    'binary',
    'any',
  ] as const;
  const parameters: Parameter[] = types.map((type) => ({ name: type, type }));
  const good = {
    string: 'a',
    integer: 2n ** 60n,
    float: 0.5,
    boolean: false,
    list: [1, 'a'],
    embedding: [0.1, 2],
    map: { a: 1 },
    tensor: tensor(new Float32Array(2)),
    binary: new Uint8Array(2),
    any: null,
  };

  test('lets each type through, and what is not listed', async () => {
    expect(await outcome({ parameters }, { ...good, more: 1 })).toEqual({ ...good, more: 1 });
    expect(await outcome({ parameters }, { embedding: new Float32Array(3), string: null })).toMatchObject({
      string: null,
    });
  });

  test.each<[Record<string, unknown>, string]>([
    [{ string: 1 }, 'arguments.string: expected a string, got number 1'],
    [{ integer: 1.5 }, 'arguments.integer: expected an integer, got number 1.5'],
    [{ float: '1' }, 'arguments.float: expected a number, got string "1"'],
    [{ boolean: 0 }, 'arguments.boolean: expected true or false, got number 0'],
    [{ list: {} }, 'arguments.list: expected a list, got object'],
    [{ embedding: [1, 'a'] }, 'arguments.embedding: expected a list of numbers, got array of 2'],
    [{ map: tensor(new Float32Array(2)) }, 'arguments.map: expected a map, got Tensor'],
    [{ map: [] }, 'arguments.map: expected a map, got array of 0'],
    [{ tensor: new Uint8Array(2) }, 'arguments.tensor: expected a tensor, got Uint8Array'],
    [{ binary: 'abc' }, 'arguments.binary: expected bytes, got string "abc"'],
  ])('refuses %j', async (args, problem) => {
    expect(await outcome({ parameters }, args)).toBe(bad(problem));
  });

  test('names what is required and missing', async () => {
    const required = [{ name: 'data', type: 'map', required: true }] as const;
    expect(await outcome({ parameters: required }, {})).toBe(bad('arguments.data: is missing: it takes a map'));
    expect(await outcome({ parameters: required }, { data: null })).toBe(
      bad('arguments.data: expected a map, got null'),
    );
  });

  test('is told to Python as JSON Schema', () => {
    const list = [
      { name: 'v', type: 'embedding', required: true, description: 'A vector' },
      { name: 'b', type: 'binary' },
    ] as const;
    expect(tool({ description: 'x', parameters: list, execute }).parameters).toEqual({
      type: 'object',
      properties: {
        v: { type: 'array', items: { type: 'number' }, description: 'A vector' },
        b: { type: 'string', format: 'binary' },
      },
      required: ['v'],
    });
  });
});

test('a result of a Standard Schema is what the schema makes of it', async () => {
  const made = tool({
    description: 'x',
    output: z.object({ n: z.coerce.number() }),
    execute: () => JSON.parse('{"n":"7"}'),
  });
  const { host } = hostTools({ tools: { made } });
  expect(await host.run(aRequest('made'))).toEqual({ n: 7 });
  const wrong = tool({ description: 'x', output: z.string(), execute: () => JSON.parse('7') });
  const other = hostTools({ tools: { wrong } });
  expect(await rejection(other.host.run(aRequest('wrong')))).toMatchObject({ code: 'VIV_TOOL_FAILED' });
});
