/** Every Python block of the page about scripts, run as a program of its own against a real host. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRuntime, type Runtime, tool } from '../../src/index.ts';
import { python } from '../support/python.ts';
import { seed } from './seed.ts';

const page = seed('001');
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const home = fileURLToPath(new URL('../../python', import.meta.url));

const fibonacci = (n: number): number => (n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2));
const tools = {
  parse_json: tool({
    description: 'Parses a JSON text',
    parameters: [{ name: 'json_string', type: 'string', required: true }],
    execute: (input) => JSON.parse((input as { json_string: string }).json_string),
  }),
  calculate_fibonacci: tool({
    description: 'The nth Fibonacci number',
    parameters: [{ name: 'n', type: 'integer', required: true }],
    execute: (input) => fibonacci((input as { n: number }).n),
  }),
  process_list: tool({
    description: 'Works on a list of numbers',
    parameters: [
      { name: 'data', type: 'list', required: true },
      { name: 'operation', type: 'string', required: true },
    ],
    execute: (input) => (input as { data: number[] }).data.reduce((sum, each) => sum + each, 0),
  }),
};

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(file: string, ...args: string[]): Promise<Ended> {
  const env = { ...process.env, PYTHONPATH: home, PYTHONIOENCODING: 'utf-8' };
  return new Promise((resolve) => {
    execFile(python(), [file, ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

/** The page's address stands in its text: a channel to it is one to our host. */
const toHost = (address: string): string =>
  `import grpc\n_channel = grpc.insecure_channel\ngrpc.insecure_channel = lambda target: _channel(${JSON.stringify(address)})\n`;

describe.skipIf(page.missing !== undefined)('the page about scripts', () => {
  let runtime: Runtime;
  let address: string;

  beforeAll(async () => {
    runtime = createRuntime({ tools, grpc: {}, logger: quiet }) as Runtime;
    await runtime.start();
    address = runtime.grpc?.socket ?? '';
  });
  afterAll(() => runtime?.stop({ grace: 0 }));

  const program = (name: string, ...indices: number[]): string =>
    page.write(name, [toHost(address), ...indices.map((index) => page.take(index))].join('\n'));

  test('0: the library is imported from its folder', async () => {
    const file = page.write('imported.py', `${page.take(0)}\nprint(SessionContext.__name__)\n`);
    expect(await run(file)).toEqual({ code: 0, stdout: 'SessionContext\n', stderr: '' });
  });

  test('1, 2, 3: a context lists the tools and calls them', async () => {
    const { code, stdout } = await run(program('tools.py', 1, 2, 3));
    expect(stdout.split('\n')).toEqual([
      "Available Elixir tools: ['parse_json', 'calculate_fibonacci', 'process_list']",
      'The 10th fibonacci number is: 55',
      'The sum of the list is: 15',
      '',
    ]);
    expect(code).toBe(0);
    expect(runtime.sessions.has('some-unique-session-id')).toBe(true);
  });

  describe('4: the complete script', () => {
    const script = (): string => page.write('script.py', page.take(4));

    test('does what it says', async () => {
      const { code, stdout, stderr } = await run(script(), address, 'user-42');
      expect(stdout.split('\n')).toEqual([
        'Python worker started with session_id: user-42',
        `Connecting to Elixir gRPC server at: ${address}`,
        '',
        "Discovered available Elixir tools: ['parse_json', 'calculate_fibonacci', 'process_list']",
        '',
        "Calling 'calculate_fibonacci' tool...",
        '  -> Result: 144',
        '',
        "Calling 'parse_json' tool...",
        "  -> Result: {'hello': 'world', 'is_python': True}",
        '',
        'Python worker finished.',
        '',
      ]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    });

    test('without a host says what happened, and ends with 1', async () => {
      const { code, stderr } = await run(script(), 'unix:/nowhere/at.sock', 'user-42');
      expect(stderr).toMatch(/^An error occurred: UNAVAILABLE: .+\n$/);
      expect(code).toBe(1);
    });

    test('without arguments says how it is used, and ends with 1', async () => {
      const { code, stderr } = await run(script());
      expect(stderr).toMatch(/^Usage: .*script\.py <grpc_address> <session_id>\n$/);
      expect(code).toBe(1);
    });
  });
});
