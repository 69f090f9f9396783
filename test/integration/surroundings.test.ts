/** What a worker's process is given: folders to import from, an environment that was agreed on, nothing secret. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { adapter, rejection, running, serviceOf, stopServices } from '../support/service.ts';

afterEach(stopServices);

describe('the environment', () => {
  const environment = async (options: Parameters<typeof running>[1] = {}): Promise<Record<string, string>> =>
    (await (await running('surroundings', options)).pool.call('environment', {})) as Record<string, string>;

  beforeEach(() => {
    vi.stubEnv('DATABASE_PASSWORD', 'host only');
    vi.stubEnv('AGREED', 'from the host');
  });

  test('has what every program needs, and not what the host keeps for itself', async () => {
    const seen = await environment();
    expect(seen['PATH']).toBe(process.env['PATH']);
    expect(seen['HOME']).toBe(process.env['HOME']);
    expect(seen).not.toHaveProperty('DATABASE_PASSWORD');
    expect(seen).not.toHaveProperty('AGREED');
  });

  test("has what the pool's env gives or passes on", async () => {
    const seen = await environment({ env: { AGREED: true, GIVEN: 'by the pool', ABSENT: true } });
    expect(seen).toMatchObject({ AGREED: 'from the host', GIVEN: 'by the pool' });
    expect(seen).not.toHaveProperty('ABSENT');
    expect(seen).not.toHaveProperty('DATABASE_PASSWORD');
  });

  test('has no token by the time user code runs', async () => {
    expect(Object.keys(await environment())).not.toContain('VIVARIUM_TOKEN');
  });
});

describe('a module is found', () => {
  let root: string;
  beforeAll(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'vivarium-path-')));
    for (const folder of ['service', 'library', 'beside']) {
      mkdirSync(join(root, folder));
      writeFileSync(join(root, folder, `in_${folder}.py`), '');
      writeFileSync(join(root, folder, 'in_all.py'), '');
    }
    writeFileSync(
      join(root, 'beside', 'my_adapter.py'),
      'def import_it(name: str) -> str:\n    return __import__(name).__file__\n',
    );
  });
  afterAll(() => rmSync(root, { recursive: true }));

  test.each([
    ["in the pool's folder", 'in_service', 'service'],
    ['in PYTHONPATH', 'in_library', 'library'],
    ["beside the adapter's file", 'in_beside', 'beside'],
  ])('%s', async (_, name, folder) => {
    const { runtime, pool } = serviceOf({
      adapter: '../beside/my_adapter.py',
      cwd: join(root, 'service'),
      env: { PYTHONPATH: join(root, 'library') },
    });
    await runtime.start();
    expect(await pool.call('import_it', { name })).toBe(join(root, folder, `${name}.py`));
  });

  test('when it is the adapter, named as a module', async () => {
    const { runtime, pool } = serviceOf({ adapter: 'my_adapter', cwd: join(root, 'beside') });
    await runtime.start();
    expect(await pool.call('import_it', { name: 'in_beside' })).toBe(join(root, 'beside', 'in_beside.py'));
  });

  test("in the host's PYTHONPATH too", async () => {
    vi.stubEnv('PYTHONPATH', join(root, 'library'));
    const { pool } = await running('surroundings');
    expect(await pool.call('import_it', { name: 'in_library' })).toBe(join(root, 'library', 'in_library.py'));
  });
});

test("the current folder is the pool's", async () => {
  const { pool } = await running('surroundings', { cwd: tmpdir() });
  expect(await pool.call('folder', {})).toBe(realpathSync(tmpdir()));
});

test('reading stdin ends at once: a worker has no terminal', async () => {
  const { pool } = await running('surroundings');
  expect(await pool.call('read_stdin', {}, { timeout: '2s' })).toBe('');
});

test('ps shows which worker and which life of it a process is', async () => {
  const { pool } = await running('surroundings');
  expect(await pool.call('title', {})).toEqual([expect.any(String), 'worker:ml/1#1']);
});

test('all of it works over the loopback as well', async () => {
  const { runtime, pool } = serviceOf({ adapter: adapter('surroundings') }, 'tcp');
  await runtime.start();
  const seen = (await pool.call('environment', {})) as Record<string, string>;
  expect(seen['VIVARIUM_ADDRESS']).toMatch(/^127\.0\.0\.1:\d+$/);
});

test('a module that is missing says where was looked', async () => {
  const { runtime } = serviceOf({ adapter: 'no_such.adapter', intensity: 0 });
  const error = await rejection(runtime.start());
  expect(String(error)).toMatch(/there is no module 'no_such' \(looked in /);
});
