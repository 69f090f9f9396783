/**
 * kill -9 of the host at random moments of its life: no process survives it, and the next host starts where it left.
 * `npm run test:chaos` tries a hundred; the seed of a run that failed repeats its moments.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { seededRandom } from '../../src/model/random.ts';
import { eventually } from '../support/eventually.ts';
import { endHosts, Host } from '../support/host.ts';
import { isRunning } from '../support/processes.ts';

const MOMENTS = Number(process.env['VIVARIUM_ORPHAN_MOMENTS'] ?? 8);
const SEED = Number(process.env['VIVARIUM_SEED'] ?? 1);

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vivarium-orphans-'));
});
afterEach(endHosts);
afterAll(() => rmSync(folder, { recursive: true }));

/** Whoever was started by a host of this test, directly or not: all inherit its folder for temporary files. */
function survivors(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && environmentOf(pid).includes(`TMPDIR=${folder}\0`));
}

/** The folders of the servers that workers dial. */
const sockets = (): string[] => readdirSync(folder).filter((name) => name.startsWith('vivarium'));

/** Empty once it has ended, also while nobody has collected it. */
function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1');
  } catch {
    return '';
  }
}

const PHASES = {
  start: (host: Host) => host.says('starting'),
  load: (host: Host) => host.says(/^answer/),
  restart: async (host: Host) => {
    await host.says(/^answer/);
    const worker = host.family().at(-1);
    if (worker !== undefined) process.kill(worker, 'SIGKILL');
  },
  stop: async (host: Host) => {
    await host.says(/^answer/);
    host.interrupt();
  },
} as const;

/** How long the interesting part of each lasts, in milliseconds. */
const LASTS = { start: 600, load: 50, restart: 400, stop: 60 } as const satisfies Record<keyof typeof PHASES, number>;

const random = seededRandom(SEED);
const moments = Array.from({ length: MOMENTS }, (_, index) => {
  const phase = (['start', 'load', 'restart', 'stop'] as const)[index % 4] ?? 'start';
  // Workers are forked by turns: four moments with a zygote, four without.
  const how = index % 8 < 4 ? 'forked' : 'spawned';
  return [index + 1, Math.floor(random.next() * LASTS[phase]), phase, how] as const;
});

function begin(how: 'forked' | 'spawned'): Host {
  vi.stubEnv('TMPDIR', folder);
  vi.stubEnv('VIVARIUM_ZYGOTE', how === 'forked' ? '1' : '0');
  const host = new Host('family', 'idle');
  vi.unstubAllEnvs();
  return host;
}

describe.runIf(process.platform === 'linux')(`kill -9 of the host, seed ${SEED}`, () => {
  test.each(moments)('%i: %i ms into %s with workers that are %s leaves nobody behind', async (_, ms, phase, how) => {
    const host = begin(how);
    await PHASES[phase](host);
    const since = performance.now();
    await eventually(() => performance.now() - since >= ms, { what: 'the moment comes' });
    if (isRunning(host.pid)) host.signal('SIGKILL'); // a stop may be quicker than the moment
    await host.exited;
    await eventually(() => survivors().length === 0, { timeout: 2_000, what: 'all that the host had started ends' });
  });

  test('leaves nothing in the way of the next, which starts and stops in the same place', async () => {
    const before = sockets(); // a kill just after a folder was made, before the guardian is told of it, leaves it empty
    const host = begin('spawned');
    await host.says(/^answer/);
    expect(survivors().length).toBeGreaterThanOrEqual(4); // itself, two workers, their guardian
    expect(sockets()).toHaveLength(before.length + 2); // one for each kind of lane
    host.interrupt();
    await host.says('stopped');
    expect(await host.exited).toBe(0);
    expect(survivors()).toEqual([]);
    expect(sockets()).toEqual(before);
  });
});
