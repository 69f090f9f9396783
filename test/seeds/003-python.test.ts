/**
 * Every Python block of the page about models and tools, run in their order in one namespace and one loop, as a program
 * of its own beside a runtime and a provider; the page's package goes by the name of ours.
 */
import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRuntime, type Runtime } from '../../src/index.ts';
import { type Provider, startProvider } from '../support/provider/index.ts';
import { python } from '../support/python.ts';
import { seed } from './seed.ts';

const run = promisify(execFile);
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const page = seed('003');
const pathOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const TEXT = { type: 'string' };
const ITEMS = { type: 'array', items: TEXT };
const MS = expect.stringMatching(/^Execution time: \d+\.?\d*(e-\d+)?ms$/);

const VECTOR = expect.arrayContaining([expect.any(Number)]);
const STORY = 'echo: Tell me a story';

/** The blocks by their number, in the order of the page, and what each has to give. */
const EXPECTED: readonly (readonly [index: number, step: string, found: unknown])[] = [
  [0, 'init', [[], expect.stringMatching(/^\d+\.\d+\.\d+/), true]],
  [1, 'configs', [[], 'ollama', 'llama3.2']],
  [2, 'client', [[STORY], 'echo: Hello, world!', ['echo: Hello', 'echo: World']]],
  [3, 'executors', [[], 'MemoryOptimized', 180]],
  [
    4,
    'workflow',
    [
      ['Total executions: 2', 'Success rate: 1.0', expect.stringMatching(/^Average duration: \d+\.\d+ms$/)],
      true,
      { draft: 'echo: Say ', Draft: 'echo: Say ', shout: 'ECHO: SAY ', Shout: 'ECHO: SAY ' },
    ],
  ],
  [5, 'embedding configs', [[], 'sentence-transformers/all-MiniLM-L6-v2']],
  [6, 'embeddings', [[], 3, { embedding: VECTOR, metadata: { source: 'file.txt', type: 'document' } }]],
  [
    7,
    'monitoring',
    [
      [
        expect.stringMatching(/^Worker threads: [1-9]\d*$/),
        'Memory allocator: pymalloc',
        'Overall healthy: True',
        expect.stringMatching(/^Available memory: \d+MB$/),
        'Total requests: 3',
        expect.stringMatching(/^Average response time: \d+\.?\d*ms$/),
      ],
      3,
    ],
  ],
  [
    8,
    'handling',
    [
      [],
      [expect.stringMatching(/^Connection failed: Network error after 3 retries: .*503/)],
      [expect.stringMatching(/^Request timed out: Timeout error in 'request' after \d+ ms: /)],
      ["Invalid input: Validation error for field 'prompt' with value '': Prompt cannot be empty"],
    ],
  ],
  [9, 'resources', [[], 'echo: again']],
  [10, 'debugging', []],
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
    20,
    'with a model',
    [[], expect.stringMatching(/^results: .*Search results for.*saved/), ['search_web', 'save_data']],
  ],
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
  [23, 'upgrade', [['TypeError', expect.stringContaining('LlmClient(LlmConfig.openai(api_key=…))')], [], 'openai']],
  [24, 'migration', [[], [true, { temperature: 72, condition: 'sunny' }]]],
];

describe.skipIf(page.missing !== undefined)('the page about models and tools', () => {
  let provider: Provider;
  let runtime: Runtime;
  let found: Record<string, unknown>;

  beforeAll(async () => {
    provider = await startProvider();
    const hang = {
      provider: 'ollama',
      model: 'hang',
      baseUrl: provider.url,
      timeout: 100,
      retry: { attempts: 1 },
    } as const;
    runtime = createRuntime({ grpc: {}, logger: quiet, llm: { clients: { hang } } }) as Runtime;
    await runtime.start();
    const files = EXPECTED.map(([index]) =>
      page.write(`block_${index}.py`, page.take(index).replaceAll('graphbit', 'vivarium_worker')),
    );
    const env = {
      ...{ ...process.env, ...provider.env, PYTHONPATH: pathOf('../../python') },
      VIVARIUM_ADDRESS: runtime.grpc?.socket,
    };
    const { stdout } = await run(python(), [pathOf('../fixtures/seeds/page.py'), dirname(files[0] ?? '')], { env });
    found = JSON.parse(stdout);
  });
  afterAll(async () => {
    await runtime?.stop({ grace: 0 });
    await provider?.close();
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

  test("what a model's calls run is counted with all else that tools do", () => {
    expect(found['counted']).toEqual([1, 1]);
  });
});
