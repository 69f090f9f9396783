/** Sessions outlive their workers, and with the file store the host: what was acknowledged is never lost. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRuntime, fileSessionStore } from '../../src/index.ts';
import { silentLog } from '../../src/model/log.ts';
import { eventually } from '../support/eventually.ts';
import { endHosts, Host } from '../support/host.ts';
import { isRunning } from '../support/processes.ts';

class Counters extends Host {
  static override script = 'counters';

  /** The highest acknowledged of each counter: `s17 python` → 5. */
  acknowledged(): Map<string, number> {
    const highest = new Map<string, number>();
    for (const line of this.lines) {
      const [, counter, value] = /^ack (\S+ \S+) (\d+)$/.exec(line) ?? [];
      if (counter !== undefined) highest.set(counter, Math.max(highest.get(counter) ?? 0, Number(value)));
    }
    return highest;
  }

  workers(): number[] {
    return this.lines.flatMap((line) => (line.startsWith('worker ') ? [Number(line.slice('worker '.length))] : []));
  }
}

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vivarium-sessions-'));
});
afterEach(() => {
  endHosts();
  rmSync(dir, { recursive: true, force: true });
});

test('500 sessions count while every worker and then the host is killed with -9: no acknowledged write is lost', async () => {
  const host = new Counters(dir);
  const counted = (more: number): Promise<unknown> => {
    const until = host.lines.length + more;
    return eventually(() => host.lines.length >= until, { timeout: 20_000, what: `${more} more lines` });
  };
  await counted(2_000);
  for (let round = 1; round <= 2; round++) {
    const alive = host.workers().filter(isRunning);
    expect(alive).toHaveLength(2);
    for (const pid of alive) process.kill(pid, 'SIGKILL');
    await eventually(() => host.workers().length === 2 + 2 * round, { timeout: 10_000, what: 'new workers are ready' });
    await counted(1_000);
  }
  host.signal('SIGKILL');
  await host.exited;
  const acknowledged = host.acknowledged();
  expect(acknowledged.size).toBe(1_000);

  const runtime = createRuntime({ sessions: { store: fileSessionStore(dir) }, logger: silentLog });
  await runtime.start();
  expect(runtime.sessions.size).toBe(500);
  const lost: string[] = [];
  for (const [counter, least] of acknowledged) {
    const [id = '', side] = counter.split(' ');
    const kept = await runtime.sessions.get(id).get<number>(side === 'python' ? 'n' : 'node');
    if (kept === undefined || kept < least) lost.push(`${counter}: ${least} was acknowledged, ${kept} is there`);
  }
  expect(lost).toEqual([]);
  await runtime.stop();
  expect(existsSync(join(dir, 'lock'))).toBe(false);
}, 60_000);
