/** The host itself is killed, stopped or interrupted: no process it started outlives it, and none is killed for its lag. */
import { afterEach, describe, expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { endHosts, Host } from '../support/host.ts';

afterEach(endHosts);

/** Two workers, the guardian, and what the tools started. */
async function allGone(host: Host): Promise<void> {
  await eventually(() => host.family().length === 0, { timeout: 1_000, what: 'all processes of the host end' });
}

describe('B11: kill -9 of the host leaves nothing behind within a second', () => {
  test.each([
    ['with idle workers', ['family', 'idle'], /^answer/, 3],
    ['with a tool that holds the GIL in a long C call', ['family', 'hold_gil'], /^printed begun/, 3],
    ['with a tool that started a process of its own', ['family', 'start_subprocess'], /^printed begun/, 4],
    ['while its workers import their adapter', ['slow_start'], /^printed importing/, 2],
    ['with idle workers of several threads', ['snakepit:Threaded', '', '', '4'], 'ready', 3],
    ['with a tool in one of several threads', ['snakepit:Threaded', 'sleep', '', '4'], /^printed begun/, 3],
    ['that runs in a worker thread', ['family', 'idle', 'from-thread'], /^answer/, 3],
    ['that runs in a worker thread, with the GIL held', ['family', 'hold_gil', 'from-thread'], /^printed begun/, 3],
  ])('%s', async (_, args, said, processes) => {
    const host = new Host(...args);
    await host.says(said);
    await eventually(() => host.family().length >= processes);
    host.signal('SIGKILL');
    await host.exited;
    await allGone(host);
  });
});

describe('Ctrl-C that makes the host stop its runtime', () => {
  test.each([
    ['in the middle of starting', ['slow_start'], /^printed importing/],
    ['while it still looks for its Python', ['slow_start'], 'starting'],
    ['when it serves', ['family', 'idle'], /^answer/],
  ])('%s leaves no process, and the host ends by itself', async (_, args, said) => {
    const host = new Host(...args);
    await host.says(said);
    host.family();
    host.interrupt();
    await host.says('stopped');
    expect(await host.exited).toBe(0);
    expect(host.family()).toEqual([]);
    expect(host.lines.filter((line) => line.startsWith('crash'))).toEqual([]);
    const failure = host.lines.find((line) => line.startsWith('error'));
    if (args.length === 1) expect(failure).toContain('the runtime was stopped while it was starting');
    else expect(failure).toBeUndefined();
  });
});

test('a host that is stopped for two seconds, as in a debugger, kills nobody when it goes on', async () => {
  const host = new Host('stubborn', 'nap_three_seconds');
  await host.says('printed begun');
  const workers = host.family();
  host.signal('SIGSTOP');
  // longer than silence is borne of a worker that sleeps: 3 x 30 beats of 20 ms
  const stoppedAt = performance.now();
  await eventually(() => performance.now() - stoppedAt >= 1_900, { what: 'two seconds go by' });
  host.signal('SIGCONT');
  await host.says('answer "rested"');
  expect(host.lines).toEqual(['starting', 'ready', 'printed begun', 'answer "rested"']);
  expect(host.family()).toEqual(workers);
});
