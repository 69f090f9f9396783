import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { silentLog } from '../../src/model/log.ts';
import type { Guardian } from '../../src/port/guardian.ts';
import { eventually } from '../support/eventually.ts';
import { isRunning } from '../support/processes.ts';
import { realGuardian, watchPort } from './support.ts';

const groups: number[] = [];
let guardian: Guardian;

afterEach(async () => {
  await guardian.close();
  for (const pid of groups.splice(0)) if (isRunning(pid)) process.kill(-pid, 'SIGKILL');
});

function group(): number {
  const pid = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' }).pid ?? 0;
  groups.push(pid);
  return pid;
}

describe('when the guardian is closed', () => {
  test('the groups it watches are killed, those released are left alone', async () => {
    guardian = realGuardian();
    const [watched, released] = [group(), group()];
    guardian.watch(watched);
    guardian.watch(released);
    guardian.release(released);
    await guardian.close();
    await eventually(() => !isRunning(watched), { timeout: 1_000 });
    expect(isRunning(released)).toBe(true);
  });

  test('a socket that nobody removed is cleared away with its folder, and nothing beside it', async () => {
    guardian = realGuardian();
    const [left, shared] = [mkdtempSync(join(tmpdir(), 'guardian-')), mkdtempSync(join(tmpdir(), 'guardian-'))];
    for (const file of [join(left, 'lane.sock'), join(shared, 'lane.sock'), join(shared, 'other')])
      writeFileSync(file, '');
    guardian.tidy(join(left, 'lane.sock'));
    guardian.tidy(join(shared, 'lane.sock'));
    await guardian.close();
    expect([existsSync(left), readdirSync(shared)]).toEqual([false, ['other']]);
    rmSync(shared, { recursive: true });
  });

  test('a folder whose socket has gone before is cleared away, too', async () => {
    guardian = realGuardian();
    const folder = mkdtempSync(join(tmpdir(), 'guardian-'));
    guardian.tidy(join(folder, 'lane.sock'));
    await guardian.close();
    expect(existsSync(folder)).toBe(false);
  });

  test('it has ended', async () => {
    guardian = realGuardian();
    const { pid } = guardian;
    await guardian.close();
    expect(isRunning(pid ?? 0)).toBe(false);
    expect(guardian.pid).toBeUndefined();
  });

  test('again, nothing happens', async () => {
    guardian = realGuardian();
    await guardian.close();
    guardian.watch(group());
    await guardian.close();
    expect(guardian.pid).toBeUndefined();
  });
});

test('a guardian that is killed is logged, and the next worker starts another that knows every group', async () => {
  const warnings: string[] = [];
  guardian = realGuardian({ log: { ...silentLog, warn: (_, message) => warnings.push(message) } });
  const [first, second] = [group(), group()];
  guardian.watch(first);
  process.kill(guardian.pid ?? 0, 'SIGKILL');
  await eventually(() => guardian.pid === undefined);
  expect(warnings).toEqual(['the guardian is gone; the next worker starts another']);
  guardian.watch(second);
  expect(guardian.pid).toBeGreaterThan(1);
  await guardian.close();
  await eventually(() => !isRunning(first) && !isRunning(second), { timeout: 1_000 });
});

test('a guardian that cannot start harms nobody: the worker runs all the same', async () => {
  const reasons: unknown[] = [];
  guardian = realGuardian({ python: '/no/python', log: { ...silentLog, warn: (facts) => reasons.push(facts['why']) } });
  const { ended } = watchPort('print(1)', guardian);
  expect(await ended).toMatchObject({ code: 0 });
  expect(reasons).not.toEqual([]);
  expect(reasons[0]).toContain('ENOENT');
});

test('a guardian that cannot even be asked to start is logged at each try, and harms nobody either', async () => {
  const warnings: string[] = [];
  const log = { ...silentLog, warn: (_: unknown, message: string) => warnings.push(message) };
  guardian = realGuardian({ python: 'no\0python', log });
  const { ended } = watchPort('print(1)', guardian);
  expect(await ended).toMatchObject({ code: 0 });
  expect(warnings).toEqual(Array(2).fill('the guardian cannot be started; the next worker tries again'));
});
