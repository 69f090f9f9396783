/** Nothing outlives the host, however it ends: real hosts are killed here, and their processes looked for. */

import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { isRunning } from '../support/processes.ts';

const script = fileURLToPath(new URL('../fixtures/port/host.ts', import.meta.url));
const started: number[] = [];

afterEach(() => {
  for (const pid of started.splice(0)) if (isRunning(pid)) process.kill(pid, 'SIGKILL');
});

interface Scene {
  readonly host: ChildProcess;
  readonly guardian: number;
  /** The worker, then what it started. */
  readonly workers: readonly number[];
}

async function stage(...options: string[]): Promise<Scene> {
  const host = spawn(process.execPath, ['--import', 'tsx', script, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let guardian = 0;
  for await (const line of createInterface({ input: host.stdout })) {
    const [word, ...pids] = line.split(' ');
    if (word === 'guardian') guardian = Number(pids[0]);
    else if (word !== 'ready') throw new Error(`the host said: ${line}`);
    else {
      const workers = pids.map(Number);
      started.push(guardian, host.pid ?? 0, ...workers);
      expect([guardian, ...workers].filter((pid) => !isRunning(pid))).toEqual([]);
      return { host, guardian, workers };
    }
  }
  throw new Error('the host ended before its worker was ready');
}

const kill = (pid: number | undefined): void => void (pid && process.kill(pid, 'SIGKILL'));
const allGone = ({ guardian, workers }: Scene): Promise<boolean> =>
  eventually(() => [guardian, ...workers].every((pid) => !isRunning(pid)), {
    timeout: 1_000,
    what: 'all processes end',
  });

describe('when the host is killed with kill -9, nothing is left within a second', () => {
  test.each([
    ['of an idle worker', ['idle']],
    ['of a worker that holds the GIL in a long C call', ['hold_gil']],
    ['of a worker whose tool started a process of its own', ['start_subprocess']],
    ['of a worker that was started from a worker thread', ['idle', 'from-thread']],
    ['of a worker that ignores SIGTERM', ['ignore_term']],
  ])('%s', async (_, options) => {
    const scene = await stage(...options);
    kill(scene.host.pid);
    await allGone(scene);
  });
});

describe.runIf(process.platform === 'linux')('the life pipe alone is enough, with the guardian killed first', () => {
  test.each([
    ['for an idle worker', ['idle']],
    ['for a worker that holds the GIL in a long C call', ['hold_gil']],
    ['for the processes its tools started', ['start_subprocess']],
    ['when it was started from a worker thread', ['idle', 'from-thread']],
    ['when the host is gone before the worker looks', ['late']],
    ['where the kernel cannot send the signal and a thread waits instead', ['idle', 'thread']],
    ['where a thread waits, for the processes its tools started', ['start_subprocess', 'thread']],
  ])('%s', async (_, options) => {
    const scene = await stage(...options);
    kill(scene.guardian);
    await eventually(() => !isRunning(scene.guardian));
    kill(scene.host.pid);
    await allGone(scene);
  });
});

describe('the guardian alone is enough', () => {
  test.each([
    ['for a worker whose tool closed every descriptor it did not know', ['close_descriptors']],
    ['for a worker that never tied itself to the host', ['hold_gil', 'untied']],
    ['for the processes such a worker started', ['start_subprocess', 'untied']],
  ])('%s', async (_, options) => {
    const scene = await stage(...options);
    kill(scene.host.pid);
    await allGone(scene);
  });

  test('and it lives through the signals that end its host', async () => {
    const scene = await stage('close_descriptors');
    await eventually(() => ignoresInterrupts(scene.guardian), { what: 'the guardian is up' });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(scene.guardian, signal);
    kill(scene.host.pid);
    await allGone(scene);
  });
});

/** Until it has come so far, a signal ends it: nobody sends one then, since it has a session of its own. */
function ignoresInterrupts(pid: number): boolean {
  const ignored = /^SigIgn:\s+([0-9a-f]+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0';
  const [hangUp, interrupt, terminate] = [1n << 0n, 1n << 1n, 1n << 14n];
  const wanted = hangUp | interrupt | terminate;
  return (BigInt(`0x${ignored}`) & wanted) === wanted;
}

test('a host that ends by itself takes its workers with it', async () => {
  const scene = await stage('start_subprocess');
  scene.host.kill('SIGTERM');
  await allGone(scene);
});
