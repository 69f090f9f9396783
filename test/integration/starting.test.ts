/** Starting: what is wrong is named, at once or within the intensity, and nothing is left running. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { BadConfig, createRuntime, isVivariumError, type PoolOptions, SupervisorGaveUp } from '../../src/index.ts';
import { silentLog } from '../../src/model/log.ts';
import { python } from '../support/python.ts';
import { adapter, rejection, running, type Service, service, serviceOf, stopServices } from '../support/service.ts';

afterEach(stopServices);

describe('an adapter that cannot be loaded makes start() reject with the reason Python gave', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'vivarium-start-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function failingStart(source: string, options: Partial<PoolOptions> = {}): Promise<[unknown, Service]> {
    const file = join(folder, 'adapter.py');
    writeFileSync(file, source);
    const failing = serviceOf({ adapter: file, intensity: 2, ...options });
    return [await rejection(failing.runtime.start()), failing];
  }

  test.each([
    [
      'it imports what is not there',
      'import no_such_thing\n',
      /ModuleNotFoundError.*no_such_thing|No module named 'no_such_thing'/,
    ],
    ['it raises', 'def load():\n    raise ValueError("weights are missing")\nload()\n', /weights are missing/],
    ['it is no Python', 'def tool(:\n', /invalid syntax/],
    ['it has no tools', 'x = 1\n', /defines neither a class that extends BaseAdapter nor a public function/],
    ['it calls sys.exit', 'import sys\nsys.exit(5)\n', /sys\.exit\(5\)|SystemExit/],
  ])('because %s', async (_, source, reason) => {
    const [error, { runtime, pool }] = await failingStart(source);
    expect(error).toBeInstanceOf(SupervisorGaveUp);
    expect(String(error)).toMatch(reason);
    expect(String(error)).toContain('pool.restart()');
    expect(runtime.tree()).toBeUndefined();
    expect(pool.workers()).toEqual([]);
  });

  test('after as many tries as the intensity allows, each with its traceback', async () => {
    const [, { crashes }] = await failingStart('def load():\n    return 1 / 0\nload()\n');
    expect(crashes.map(({ incarnation, why }) => [incarnation, why])).toEqual([
      [1, 'load_failed'],
      [2, 'load_failed'],
      [3, 'load_failed'],
    ]);
    expect(crashes[0]?.python).toMatchObject({ type: 'ZeroDivisionError', message: 'division by zero' });
    expect(crashes[0]?.python?.traceback).toMatch(/adapter\.py", line 2, in load/);
  });

  test('because it ends its process', async () => {
    const [error, { crashes }] = await failingStart('import os\nos._exit(9)\n', { intensity: 0 });
    expect(String(error)).toContain('exited with code 9');
    expect(crashes).toMatchObject([{ why: 'exited', code: 9 }]);
  });

  test('because it takes longer than its start may take', async () => {
    const source = 'import time\ntime.sleep(60)\ndef tool(): pass\n';
    const [error] = await failingStart(source, { intensity: 0, startTimeout: '800ms' });
    expect(String(error)).toContain('did not load its adapter before its start deadline');
  });

  test('but not because it had to wait for its turn to start', async () => {
    const file = join(folder, 'slow.py');
    writeFileSync(file, 'import time\ntime.sleep(0.6)\ndef tool(): pass\n');
    const size = availableParallelism() * 3;
    const patient = serviceOf({ adapter: file, size, intensity: 0, startTimeout: '1500ms' });
    await patient.runtime.start();
    expect(patient.pool.workers().length).toBe(size);
  });

  test('because there is no such file', async () => {
    const missing = serviceOf({ adapter: './no_such_file.py', intensity: 0 });
    expect(String(await rejection(missing.runtime.start()))).toMatch(
      /there is no such file \(looked for .*no_such_file\.py/,
    );
  });
});

test('a dead interpreter is one clear line, and nothing is started', async () => {
  const dead = service('values', { python: '/no/such/python' });
  const error = await rejection(dead.runtime.start());
  expect(error).toMatchObject({ code: 'VIV_PYTHON_ENV' });
  expect(String(error)).toContain('/no/such/python');
  expect(dead.runtime.tree()).toBeUndefined();
});

describe('an option that is wrong is named with what it holds and what it takes', () => {
  const tool = { adapter: './adapter.py' };
  test.each<[string, unknown, RegExp]>([
    ['no adapter', {}, /^pools\.ml\.adapter: expected .*, got undefined$/],
    ['a size of 0', { ...tool, size: 0 }, /^pools\.ml\.size: expected a whole number, 1 to 1000, got number 0$/],
    ['half a worker', { ...tool, size: 1.5 }, /^pools\.ml\.size: .*got number 1\.5$/],
    ['a size in words', { ...tool, size: '4' }, /^pools\.ml\.size: .*got string "4"$/],
    ['a window of 65', { ...tool, window: 65 }, /^pools\.ml\.window: expected a whole number, 1 to 64/],
    ['a queue below 0', { ...tool, queue: -1 }, /^pools\.ml\.queue: /],
    ['an unknown restart', { ...tool, restart: 'always' }, /^pools\.ml\.restart: expected 'permanent' or 'transient'/],
    [
      'a timeout in words',
      { ...tool, timeout: 'soon' },
      /^pools\.ml\.timeout: expected a duration such as .*got string "soon"$/,
    ],
    ['more ready than there are', { ...tool, size: 2, minReady: 3 }, /^pools\.ml\.minReady: .*0 to 2/],
    ['an unknown onTimeout', { ...tool, onTimeout: 'retry' }, /^pools\.ml\.onTimeout: expected 'cancel' or 'kill'/],
    ['jitter above 1', { ...tool, backoff: { jitter: 2 } }, /^pools\.ml\.backoff\.jitter: expected a number, 0 to 1/],
    ['no beat', { ...tool, heartbeat: { misses: 0 } }, /^pools\.ml\.heartbeat\.misses: /],
  ])('%s', (_, options, message) => {
    const create = (): unknown => createRuntime({ logger: silentLog, pools: { ml: options as PoolOptions } });
    expect(create).toThrow(BadConfig);
    expect(create).toThrow(message);
  });

  test('a name no pool can have', () => {
    expect(() => createRuntime({ logger: silentLog, pools: { 'a/b': tool } })).toThrow(/^pools: .*got string "a\/b"$/);
  });

  test('a transport there is none of', () => {
    const options = { logger: silentLog, transport: 'pigeon' as 'tcp' };
    expect(() => createRuntime(options)).toThrow(/^transport: expected 'unix' or 'tcp', got string "pigeon"$/);
  });

  test("a pool's name at run time", async () => {
    const { runtime } = service('values');
    expect(() => runtime.pool('nl')).toThrow(/^pool: expected one of ml, got string "nl"$/);
  });

  test("a call's timeout", async () => {
    const { pool } = await running('values');
    const error = await rejection(pool.call('nothing', {}, { timeout: 'soon' as '1s' }));
    expect(error).toMatchObject({ code: 'VIV_BAD_CONFIG', message: expect.stringMatching(/^timeout: /) });
  });
});

test('a call before start() is refused with the remedy', async () => {
  const error = await rejection(service('values').pool.call('nothing', {}));
  expect(isVivariumError(error, 'VIV_STOPPED')).toBe(true);
  expect(String(error)).toContain('call runtime.start() first');
});

test('starting twice is starting once', async () => {
  const { runtime, pool } = service('values');
  await Promise.all([runtime.start(), runtime.start()]);
  await runtime.start();
  expect(pool.workers()).toMatchObject([{ incarnation: 1 }]);
});

test('listeners that throw are logged and harm nobody', async () => {
  const { runtime, pool, log, crashes } = service('trouble');
  for (const name of ['started', 'ready', 'output', 'crash', 'restarting', 'exit', 'stopped'] as const) {
    runtime.on(name, () => {
      throw new Error(`the ${name} listener is broken`);
    });
  }
  await runtime.start();
  await rejection(pool.call('die', { code: 3 }));
  expect(await pool.call('add', { a: 2, b: 3 })).toBe(5);
  await runtime.stop();
  expect(crashes).toMatchObject([{ code: 3 }]);
  const complaints = new Set(log.filter(({ level }) => level === 'error').map(({ message }) => message));
  for (const name of ['started', 'ready', 'output', 'crash', 'restarting', 'exit', 'stopped'])
    expect(complaints).toContain(`a listener of '${name}' threw`);
});

test("the adapter's tools are known with their schemas once it is ready", async () => {
  const { pool } = await running('trouble');
  expect(pool.specs().find(({ name }) => name === 'add')).toMatchObject({
    parameters: {
      properties: { a: { type: 'integer' }, b: { default: 1 } },
      required: ['a'],
      additionalProperties: false,
    },
    streaming: false,
  });
});

test('a logger that throws harms nobody: lines still arrive as events, and calls are answered', async () => {
  const throws = (): never => {
    throw new Error('the disk of the log is full');
  };
  const logger = { debug: throws, info: throws, warn: throws, error: throws };
  const runtime = createRuntime({ logger, pools: { ml: { adapter: adapter('calc'), python: python() } } });
  const printed = new Promise((resolve) => runtime.on('output', ({ line }) => resolve(line)));
  await runtime.start();
  await runtime.pool('ml').call('warn', {});
  expect(await printed).toMatch(/^to std(out|err)$/);
  await runtime.stop();
});
