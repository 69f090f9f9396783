/** Faults that cannot be made, seeds and options that are none, and what a killed host leaves: told, and never an uncaught exception. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Runtime } from '../../src/index.ts';
import { silentLog } from '../../src/model/log.ts';
import { createFaultyRuntime, type Fault, faults, simulate } from '../../src/testing/index.ts';
import { soak } from '../../src/testing/soak/index.ts';
import { eventually } from '../support/eventually.ts';
import { python } from '../support/python.ts';
import { adapter } from '../support/service.ts';

let folder: string;
let runtime: Runtime | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vivarium-faulty-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await runtime?.stop({ grace: 0 });
  runtime = undefined;
  rmSync(folder, { recursive: true });
});

/** What is made while `make` runs keeps its files where no folder can be. */
function withoutRoom<T>(make: () => T): T {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  vi.stubEnv('TMPDIR', file);
  const made = make();
  vi.unstubAllEnvs();
  return made;
}

const options = () => {
  const pools = { ml: { adapter: adapter('stubborn'), python: python(), backoff: false } as const };
  return { pools, logger: silentLog };
};
const exit: Fault = { kind: 'exit', target: 'worker:ml/1', code: 3 };

describe('a fault that cannot be made', () => {
  test('is told by its handle and in the journal, and is over', async () => {
    const hindered = withoutRoom(() => createFaultyRuntime(options()));
    runtime = hindered;
    await hindered.start();
    const [handle] = await faults(hindered).play({ seed: 1, faults: [{ atMs: 10, fault: exit }] });
    await handle?.until;
    expect(handle).toMatchObject({ whom: 'worker:ml/1#1', hits: 0, failure: { code: 'ENOTDIR' } });
    expect(hindered.journal().filter(({ type }) => type === 'fault.failed')).toMatchObject([
      { who: 'worker:ml/1#1', says: expect.stringMatching(/^exit: ENOTDIR/) },
    ]);
    expect(hindered.crashes()).toEqual([]);
  });

  test('fails a soak, which goes on to its end', async () => {
    const plan = { seed: 1, faults: [{ atMs: 50, fault: { ...exit, target: 'worker:single/1' } }] };
    const { violations, calls } = await withoutRoom(() => soak({ seed: 1, calls: 100, plan }));
    expect(calls).toBeGreaterThanOrEqual(100);
    expect(violations).toEqual([
      expect.stringMatching(/^exit of worker:single\/1#1 could not be made or undone: ENOTDIR/),
      'no exit of the plan has hit anything',
    ]);
  }, 30_000);
});

describe('the folder of orders', () => {
  test('that a killed host left is swept away by the next start; what is in use stays', async () => {
    vi.stubEnv('TMPDIR', folder);
    mkdirSync(join(folder, 'vivarium-faults-abandoned'));
    mkdirSync(join(folder, 'vivarium-faults-in-use'));
    writeFileSync(join(folder, 'vivarium-faults-in-use', 'order'), '{}');
    runtime = createFaultyRuntime(options());
    await runtime.start();
    expect(readdirSync(folder).filter((name) => name.startsWith('vivarium-faults-'))).toEqual([
      'vivarium-faults-in-use',
    ]);
  });

  test('is made again when another start has swept it away', async () => {
    vi.stubEnv('TMPDIR', folder);
    const first = createFaultyRuntime(options());
    runtime = first;
    await first.start();
    const orders = () => readdirSync(folder).filter((name) => name.startsWith('vivarium-faults-'));
    faults(first).inject({ kind: 'fill_stderr', target: '*', bytes: 10 });
    const [mine = ''] = orders();
    await eventually(() => readdirSync(join(folder, mine)).length === 0);
    const second = createFaultyRuntime({ logger: silentLog });
    await second.start();
    await second.stop();
    expect(existsSync(join(folder, mine))).toBe(false);
    faults(first).inject(exit);
    await eventually(() => first.crashes()[0]?.code === 3);
  });
});

describe('what is no option is refused by name', () => {
  test.each<[string, () => unknown, string]>([
    [
      'options',
      () => createFaultyRuntime(null as never),
      'createFaultyRuntime: expected an object of options, got null',
    ],
    [
      'sessions',
      () => createFaultyRuntime({ sessions: 5 as never }),
      'sessions: expected an object of options, got number 5',
    ],
    ['sessions.store', () => createFaultyRuntime({ sessions: { store: 5 as never } }), 'sessions.store: expected'],
    ['seed', () => createFaultyRuntime({}, 'seven' as never), 'seed: expected a whole number, got string "seven"'],
  ])('%s of a faulty runtime', (_, make, message) => {
    expect(make).toThrow(message);
  });

  test.each<[object, string]>([
    [{ seed: '7' }, 'seed: expected a whole number, got string "7"'],
    [{ seed: 1, steps: -1 }, 'steps: expected a whole number, 0 or more, got number -1'],
    [{ seed: 1, only: '1,2' }, 'only: expected the numbers of steps, got string "1,2"'],
    [{ seed: 1, sytem: {} }, 'simulate: expected system (there is no such option), got string "sytem"'],
  ])('of a simulation: %j', async (wrong, message) => {
    await expect(simulate(wrong as never)).rejects.toThrow(message);
  });

  test('the seed of a plan', async () => {
    const plan = { seed: Number.NaN, faults: [] };
    runtime = createFaultyRuntime({ logger: silentLog });
    await expect(faults(runtime).play(plan)).rejects.toThrow('plan.seed: expected a whole number, got number NaN');
    await expect(simulate({ seed: 1, plan })).rejects.toThrow('plan.seed: expected a whole number');
  });
});
