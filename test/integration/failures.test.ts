/** Tools that fail: what the caller learns, and that the worker, or its successor, serves on. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BadArguments, ToolFailed, UnknownTool, WorkerCrashed } from '../../src/index.ts';
import { eventually } from '../support/eventually.ts';
import { pids, rejection, running, type Service, stopServices } from '../support/service.ts';

afterAll(stopServices);

describe('a tool that fails leaves its worker alive', () => {
  let service: Service;
  let pid: number;
  beforeAll(async () => {
    service = await running('trouble');
    [pid = 0] = pids(service);
  });

  async function failure(tool: string, args: Record<string, unknown> = {}): Promise<ToolFailed> {
    const error = await rejection(service.pool.call(tool, args));
    expect(error).toBeInstanceOf(ToolFailed);
    expect(await service.pool.call('add', { a: 1 })).toBe(2);
    expect(pids(service)).toEqual([pid]);
    return error as ToolFailed;
  }

  test('a ValueError arrives with its type, its message and its frames, those of the tool only', async () => {
    const { message, facts } = await failure('parse', { text: 'ten' });
    expect(message).toBe("ml.parse: ValueError: invalid literal for int() with base 10: 'ten'");
    expect(facts).toMatchObject({ pool: 'ml', tool: 'parse', phase: 'sent', type: 'ValueError', module: 'builtins' });
    expect(facts['frames']).toMatchObject([
      { file: expect.stringMatching(/trouble\.py$/), function: 'parse', code: 'return _inner(text)' },
      { file: expect.stringMatching(/trouble\.py$/), function: '_inner', code: 'return int(text)' },
    ]);
    expect(facts['traceback']).toMatch(/^Traceback[\s\S]*line \d+, in _inner[\s\S]*ValueError: invalid literal/);
    expect(facts['traceback']).not.toContain('vivarium_worker');
  });

  test('an exception of its own with the one it came from', async () => {
    const { facts } = await failure('own_exception');
    expect(facts).toMatchObject({ type: 'Quota', message: 'the second', module: 'trouble' });
    expect(facts['traceback']).toMatch(/KeyError: 'the first'[\s\S]*direct cause[\s\S]*Quota: the second/);
  });

  test('as JSON it has everything a log needs', async () => {
    const error = await failure('parse', { text: 'ten' });
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({
      name: 'ToolFailed',
      code: 'VIV_TOOL_FAILED',
      retryable: false,
      facts: { type: 'ValueError', frames: [{ function: 'parse' }, { function: '_inner' }] },
    });
  });

  test.each([
    ['a TypeError inside is not taken for bad arguments', 'type_error_inside', {}, 'TypeError'],
    ['an exception that cannot be printed', 'unprintable', {}, 'Mute'],
    ['StopIteration', 'stop_iteration', {}, 'StopIteration'],
    ['KeyboardInterrupt', 'interrupt', {}, 'KeyboardInterrupt'],
    ['sys.exit', 'leave', { code: 4 }, 'SystemExit'],
    ['endless recursion', 'recurse', {}, 'RecursionError'],
  ])('%s', async (_, tool, args, type) => {
    expect((await failure(tool, args)).facts['type'] ?? '').toMatch(new RegExp(`${type}$`));
  });

  test('sys.exit says which tool called it and with what', async () => {
    expect((await failure('leave', { code: 4 })).message).toContain('sys.exit(4) was called');
  });

  test('endless recursion sends a traceback of bearable size', async () => {
    const { facts } = await failure('recurse');
    expect((facts['frames'] as unknown[]).length).toBeLessThanOrEqual(50);
    expect(String(facts['traceback']).length).toBeLessThan(70_000);
  });

  test('an unknown tool, with those there are', async () => {
    const error = await rejection(service.pool.call('ad', {}));
    expect(error).toBeInstanceOf(UnknownTool);
    expect(error).toMatchObject({ message: expect.stringMatching(/no tool "ad".*add, parse/) });
  });

  test.each([
    [{}, 'argument a is missing: it takes an integer'],
    [{ a: 1, c: 2 }, 'unknown argument c: it takes a, b'],
    [{ a: 'one' }, 'argument a: expected an integer, got string "one"'],
    [{ a: 1.5 }, 'argument a: expected an integer, got number 1.5'],
    [{ a: null }, 'argument a: expected an integer, got null'],
  ])('arguments %o are refused before they are sent', async (args, problem) => {
    const error = await rejection(service.pool.call('add', args));
    expect(error).toBeInstanceOf(BadArguments);
    expect(error).toMatchObject({ message: expect.stringContaining(problem) });
  });

  test('megabytes on stdout and stderr become records of their worker, every line of them', async () => {
    service.printed.length = 0;
    expect(await service.pool.call('chatter', { lines: 3_000 })).toBe(3_000);
    await eventually(() => service.printed.length === 6_000);
    const of = (name: string): string[] => service.printed.filter((line) => line.startsWith(name));
    const lines = (name: string, short: string): string[] =>
      Array.from({ length: 3_000 }, (_, number) => `${name}: ${short} ${number} ${'x'.repeat(1_000)}`);
    expect(of('stdout')).toEqual(lines('stdout', 'out'));
    expect(of('stderr')).toEqual(lines('stderr', 'err'));
    expect(pids(service)).toEqual([pid]);
  });

  test('a line of megabytes is cut, and the next one arrives', async () => {
    service.printed.length = 0;
    await service.pool.call('one_long_line', { megabytes: 8 });
    await eventually(() => service.printed.includes('stdout: after'));
    expect(service.printed[0]).toMatch(/^stdout: y{1000,}.*line cut/);
    expect(service.printed[0]?.length).toBeLessThan(10_000);
  });
});

describe('a tool that ends its process', () => {
  let service: Service;
  beforeAll(async () => {
    service = await running('trouble', { intensity: 10 });
  });

  test.each([
    ['os._exit(3)', 'die', { code: 3 }, { why: 'exited', code: 3, signal: null, stderrTail: /last words/ }],
    ['os._exit(0)', 'die', { code: 0 }, { why: 'exited', code: 0, signal: null, stderrTail: /last words/ }],
    ['a crash in native code', 'segfault', {}, { why: 'exited', code: null, signal: 'SIGSEGV', stderrTail: /(?:)/ }],
  ])('by %s is reported, and the next call is answered', async (_, tool, args, { stderrTail, ...report }) => {
    service.crashes.length = 0;
    const [before] = pids(service);
    const error = await rejection(service.pool.call(tool, args));
    expect(error).toBeInstanceOf(WorkerCrashed);
    expect(error).toMatchObject({ retryable: false, facts: { tool, phase: 'sent', pid: before } });
    expect(await service.pool.call('add', { a: 2, b: 3 })).toBe(5);
    await eventually(() => service.crashes.length === 1);
    expect(service.crashes).toMatchObject([{ ...report, pid: before, inFlight: [{ tool }] }]);
    expect(service.crashes[0]?.stderrTail).toMatch(stderrTail);
    expect(pids(service)).not.toContain(before);
  });
});

test.runIf(process.platform === 'linux')('beyond the memory of its pool a tool gets a MemoryError', async () => {
  const { pool } = await running('trouble', { memory: 600 << 20 });
  expect(await pool.call('allocate', { megabytes: 50 })).toBe(50 << 20);
  const error = await rejection(pool.call('allocate', { megabytes: 800 }));
  expect(error).toBeInstanceOf(ToolFailed);
  expect(error).toMatchObject({ facts: { type: 'MemoryError' } });
  expect(await pool.call('allocate', { megabytes: 50 })).toBe(50 << 20);
});
