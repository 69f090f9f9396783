/** Whatever ends a build in the middle, the next one works and nothing half made is taken for whole. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ensurePythonEnv } from '../../src/python/index.ts';
import { eventually } from '../support/eventually.ts';
import { isRunning } from '../support/processes.ts';
import { asked, builds, cacheEntries, hold, installer, offlineUv, realPython, type World, world } from './support.ts';

function ready(): World {
  const home = world();
  realPython(home);
  offlineUv(home);
  return home;
}

interface Service {
  readonly process: ChildProcessByStdio<null, Readable, null>;
  readonly lines: string[];
  said(text: string): Promise<string>;
}

/** Another process that prepares the same environment. */
function service({ cacheDir, env }: World): Service {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(new URL('child.ts', import.meta.url)), JSON.stringify({ cacheDir, env })],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const lines: string[] = [];
  createInterface(child.stdout).on('line', (line) => lines.push(line));
  const said = (text: string) =>
    eventually(() => lines.find((line) => line.includes(text)) ?? '', {
      timeout: 10_000,
      what: `the service says ${text}`,
    });
  return { process: child, lines, said };
}

describe('a build that is interrupted', () => {
  test('by an abort is cancelled: its programs are dead and the cache is as before', async () => {
    const home = ready();
    hold(home);
    const stop = new AbortController();
    const onProgress = (line: string) => line === 'Holding' && stop.abort();
    await expect(ensurePythonEnv({ ...asked(home), signal: stop.signal, onProgress })).rejects.toMatchObject({
      reason: 'cancelled',
      retryable: true,
    });
    expect(isRunning(installer(home))).toBe(false);
    expect(cacheEntries(home)).toEqual([]);
  });

  test('before it began starts nothing', async () => {
    const home = ready();
    await expect(ensurePythonEnv({ ...asked(home), signal: AbortSignal.abort() })).rejects.toMatchObject({
      reason: 'cancelled',
    });
    expect(builds(home)).toBe(0);
    expect(cacheEntries(home)).toEqual([]);
  });

  test('by its timeout is `timeout`, and leaves nothing', async () => {
    const home = ready();
    hold(home);
    await expect(ensurePythonEnv({ ...asked(home), timeout: '1s' })).rejects.toMatchObject({
      reason: 'timeout',
      message: expect.stringContaining('took longer than'),
    });
    expect(cacheEntries(home)).toEqual([]);
  });

  test('by Ctrl-C dies of it and takes its programs along', async () => {
    const home = ready();
    hold(home);
    const interrupted = service(home);
    await interrupted.said('Holding');
    interrupted.process.kill('SIGINT');
    const [, signal] = await once(interrupted.process, 'exit');
    expect(signal).toBe('SIGINT');
    await eventually(() => !isRunning(installer(home)), { what: 'the installer is dead' });
  });

  test('by the death of its process is done anew by the next, which removes the half-made one', async () => {
    const home = ready();
    const release = hold(home);
    const killed = service(home);
    await killed.said('Holding');
    const orphan = installer(home);
    killed.process.kill('SIGKILL');
    await once(killed.process, 'exit');
    process.kill(orphan, 'SIGKILL');
    const halfMade = cacheEntries(home).filter((name) => name.includes(`.tmp-${killed.process.pid}-`));
    expect(halfMade).toHaveLength(1);
    expect(cacheEntries(home).some((name) => name.endsWith('.lock'))).toBe(true);

    release();
    const built = await ensurePythonEnv(asked(home));
    expect(built.origin).toBe('built');
    expect(cacheEntries(home)).toHaveLength(1);
    expect(cacheEntries(home)).not.toContain(halfMade[0]);
  });
});

test('two services that start at once build one environment: the second waits and takes it', async () => {
  const home = ready();
  const release = hold(home);
  const first = service(home);
  await first.said('Holding');
  const second = service(home);
  await second.said(`waiting for process ${first.process.pid}`);
  expect(builds(home)).toBe(1);

  release();
  expect(await first.said('origin')).toContain('"built"');
  expect(await second.said('origin')).toContain('"cached"');
  expect(builds(home)).toBe(1);
  expect(cacheEntries(home)).toHaveLength(1);
});
