/** The Python blocks about tools, run in their order in one namespace; the page's package goes by the name of ours. */
import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { python } from '../support/python.ts';
import { seed } from './seed.ts';

const page = seed('003');
const pathOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const TEXT = { type: 'string' };
const ITEMS = { type: 'array', items: TEXT };
const MS = expect.stringMatching(/^Execution time: \d+\.?\d*(e-\d+)?ms$/);

/** The blocks by their number, in the order of the page, and what each has to give. */
const EXPECTED: readonly (readonly [index: number, step: string, found: unknown])[] = [
  [11, 'quick', [[], 'get_weather']],
  [12, 'manager', ['Success: True', "Data: {'result': 'success', 'data': {'input': 'test'}}", MS]],
  [
    13,
    'decorator',
    [
      ["Registered tools: ['get_weather', 'calculate_area']"],
      'math',
      {
        type: 'object',
        properties: {
          length: { type: 'number', description: 'Length of the rectangle in units' },
          width: { type: 'number', description: 'Width of the rectangle in units' },
        },
        required: ['length', 'width'],
      },
    ],
  ],
  [
    14,
    'schema',
    [
      [],
      {
        type: 'object',
        properties: {
          items: { ...ITEMS, description: 'List of items to process' },
          operation: { ...TEXT, description: 'Type of operation to perform' },
          count: { type: 'integer', default: 10, description: 'Maximum number of items to process' },
          verbose: {
            type: 'boolean',
            default: false,
            nullable: true,
            description: 'Whether to include detailed output',
          },
        },
        required: ['items', 'operation'],
      },
    ],
  ],
  [15, 'categories', [[], ['query_db'], ['read_file']]],
  [
    16,
    'validation',
    [
      ['ToolValidationError', expect.stringMatching(/^Tools cannot use \*args parameters: invalid_tool has \*args/)],
      ['Function is valid for tool use'],
    ],
  ],
  [
    17,
    'metrics',
    [
      [
        'Total tools: 2',
        'Total calls: 3',
        'Success rate: 66.7%',
        'Weather tool called 2 times',
        expect.stringMatching(/^Average execution time: \d+\.\d\dms$/),
      ],
      3,
      1,
    ],
  ],
  [18, 'everywhere', [[], [true, 'Processed: test'], 6]],
  [19, 'instance', [[], [true, 'Instance: test'], [false, expect.stringContaining("Tool 'instance_tool' not found")]]],
  [
    21,
    'types',
    [
      [],
      {
        type: 'object',
        properties: {
          name: TEXT,
          age: { type: 'integer' },
          height: { type: 'number' },
          active: { type: 'boolean' },
          tags: ITEMS,
          metadata: { type: 'object', additionalProperties: TEXT },
          nickname: { ...TEXT, nullable: true },
          priority: { anyOf: [{ type: 'integer' }, TEXT], default: 'normal' },
          status: { ...TEXT, enum: ['active', 'inactive', 'pending'], default: 'active' },
        },
        required: ['name', 'age', 'height', 'active', 'tags', 'metadata'],
      },
    ],
  ],
  [22, 'errors', [["Success: {'result': 10}"], [false, 'Value must be positive']]],
  [24, 'migration', [[], [true, { temperature: 72, condition: 'sunny' }]]],
];

describe.skipIf(page.missing !== undefined)('the page about tools', () => {
  let found: Record<string, unknown>;

  beforeAll(async () => {
    const indices = EXPECTED.map(([index]) => index);
    const files = indices.map((index) =>
      page.write(`block_${index}.py`, page.take(index).replaceAll('graphbit', 'vivarium_worker')),
    );
    const args = [pathOf('../fixtures/seeds/tools.py'), dirname(files[0] ?? ''), indices.join(',')];
    const env = { ...process.env, PYTHONPATH: pathOf('../../python') };
    found = JSON.parse((await promisify(execFile)(python(), args, { env })).stdout);
  });

  test.each(EXPECTED)('%i: %s', (_, step, expected) => {
    expect(found[step]).toEqual(expected);
  });

  test('a tool that is called without what it requires says so', () => {
    expect(found['weather']).toEqual([
      [true, { location: 'Oslo', temperature: 72, condition: 'sunny', unit: 'fahrenheit' }],
      [false, 'get_weather: argument location is missing'],
    ]);
  });
});
