/** `vivarium top`: the table as text, what keys do, and the command itself in a pipe and in a terminal. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { begin, press, shown, type TopState } from '../../src/cli/top/state.ts';
import { keys } from '../../src/cli/top/terminal.ts';
import { screen, table } from '../../src/cli/top/view.ts';
import type { ObserverSnapshot, WorkerRow } from '../../src/observe/feed/types.ts';
import { eventually } from '../support/eventually.ts';
import { python } from '../support/python.ts';
import { running, stopServices } from '../support/service.ts';
import { vivarium } from './cli.ts';

afterEach(stopServices);

const worker = (number: number, more: Partial<WorkerRow> = {}): WorkerRow => ({
  id: `worker:ml/${number}`,
  pool: 'ml',
  actor: `runtime/pools/pool:ml/workers/worker:ml/${number}`,
  incarnation: 1,
  state: 'ready',
  restarts: 0,
  accepting: true,
  node: 'local',
  inFlight: 0,
  answered: 0,
  sessions: 0,
  ...more,
});

const rows = [
  worker(1, { pid: 4321, rssBytes: 50 * 1_048_576, cpuPercent: 12.4, p50Ms: 1.25, p95Ms: 20, uptimeMs: 61_000 }),
  worker(2, { rssBytes: 90 * 1_048_576, cpuPercent: 80, inFlight: 3 }),
  worker(10, { state: 'backoff', accepting: false, restarts: 4, backoffDueAt: 8_000 }),
];

const state = begin({ at: 5_000, pools: [], workers: rows, actors: [], crashes: [] } as unknown as ObserverSnapshot);
const pressing = (...pressed: string[]): TopState => pressed.reduce((before, key) => press(before, key).state, state);
const ids = (of: TopState): string[] => shown(of).map(({ id }) => id.replace('worker:ml/', ''));

describe('the table', () => {
  test('has a line for each worker, with a dash for what cannot be known', () => {
    const [header, first, , third] = table(state);
    expect(header?.split(/\s+/)).toEqual([
      'WORKER',
      'STATE',
      'PID',
      'CPU%',
      'RSS',
      'THR',
      'FD',
      'BUSY',
      'CALLS',
      'P50',
      'P95',
      'RST',
      'UP',
    ]);
    expect(first?.split(/\s+/)).toEqual([
      'ml/1#1',
      'ready',
      '4321',
      '12',
      '50M',
      '-',
      '-',
      '0',
      '0',
      '1.3ms',
      '20ms',
      '0',
      '61s',
    ]);
    expect(third).toMatch(/^ml\/10#1 +backoff .* 4 +in 3s$/);
  });

  test('says who is suspected, in red, and finds them by that word; and who is a spare', () => {
    const stuck = begin({ ...state.snapshot, workers: [worker(1), worker(2, { suspected: true })] });
    expect(table(stuck).join('\n')).toMatch(/ml\/2#1 +suspected /);
    expect(screen(stuck, { columns: 120, rows: 9 }).some((line) => line.startsWith('\x1b[31mml/2#1'))).toBe(true);
    expect(ids({ ...stuck, filter: 'susp' })).toEqual(['2']);
    const spared = begin({ ...state.snapshot, workers: [worker(1), worker(2, { spare: true, accepting: false })] });
    expect(table(spared).join('\n')).toMatch(/ml\/2#1 +spare /);
  });

  test('fills a screen and no more, whatever its size', () => {
    for (const size of [
      { columns: 80, rows: 24 },
      { columns: 20, rows: 4 },
    ]) {
      const lines = screen(state, size);
      expect(lines.length).toBeLessThanOrEqual(size.rows);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that is how an escape begins
      const widths = lines.map((line) => line.replace(/\x1b\[\d+m/g, '').length);
      expect(Math.max(...widths)).toBeLessThanOrEqual(size.columns);
    }
  });
});

describe('keys', () => {
  test('sort by name, CPU, memory, calls in flight and restarts', () => {
    expect(ids(state)).toEqual(['1', '2', '10']);
    expect([
      ids(pressing('c')),
      ids(pressing('m')),
      ids(pressing('f')),
      ids(pressing('r')),
      ids(pressing('r', 'n')),
    ]).toEqual([
      ['2', '1', '10'],
      ['2', '1', '10'],
      ['2', '1', '10'],
      ['10', '1', '2'],
      ['1', '2', '10'],
    ]);
  });

  test('filter by what is typed after a slash, until Escape', () => {
    expect(ids(pressing('/', ...'backoff'))).toEqual(['10']);
    expect(ids(pressing('/', ...'backoff', '\r', '\x1b'))).toEqual(['1', '2', '10']);
    expect(pressing('/', 'q', '\x7f').filter).toBe('');
  });

  test('kill only what is chosen, and only after a y', () => {
    const asked = pressing('\x1b[B', 'k');
    expect(asked.asking).toEqual({ do: 'kill', target: 'worker:ml/2' });
    expect(press(asked, 'y').order).toEqual({ do: 'kill', target: 'worker:ml/2' });
    expect([press(asked, 'n').order, press(asked, 'n').state.asking]).toEqual([undefined, undefined]);
  });

  test('suspend at once, and let go on what is suspended', () => {
    expect(press(state, 's').order).toEqual({ do: 'suspend', target: 'worker:ml/1' });
    const workers = [worker(1, { process: 'T' })];
    const stopped = begin({ ...state.snapshot, workers });
    expect(press(stopped, 's').order).toEqual({ do: 'resume', target: 'worker:ml/1' });
  });

  test('pause, leave, and are told apart when they come at once', () => {
    expect([pressing('p').paused, press(state, 'q').quit, press(pressing('/'), '\x03').quit]).toEqual([
      true,
      true,
      true,
    ]);
    expect(keys('c\x1b[Aé')).toEqual(['c', '\x1b[A', 'é']);
  });
});

describe('the command', () => {
  test('prints the workers of a running observer once, as JSON or as lines', async () => {
    const { runtime } = await running('calc', { size: 2 });
    await using observer = await runtime.observer();
    const [json, lines] = await Promise.all([
      vivarium('top', observer.url, '--once', '--json'),
      vivarium('top', observer.url, '--once'),
    ]);
    const { workers, pools } = JSON.parse(json.stdout);
    expect(workers.map(({ id, state }: WorkerRow) => [id, state])).toEqual([
      ['worker:ml/1', 'ready'],
      ['worker:ml/2', 'ready'],
    ]);
    expect([workers[0].rssBytes > 0, workers[0].cpuPercent >= 0, pools[0].name]).toEqual([true, true, 'ml']);
    expect(lines.stdout).toMatch(/^ml: ready {2}.*0 lost.*\nWORKER .*\nml\/1#1 +ready .*\nml\/2#1 +ready .*\n$/);
  }, 20_000);

  test('says what is wrong with an address', async () => {
    const none = await vivarium('top', 'http://127.0.0.1:9/');
    expect([none.code, none.stderr]).toEqual([2, expect.stringMatching(/has no token/)]);
    const nobody = await vivarium('top', 'http://127.0.0.1:9/#token=x');
    expect([nobody.code, nobody.stderr]).toEqual([
      1,
      expect.stringMatching(/nobody answers at http:\/\/127\.0\.0\.1:9\//),
    ]);
  });

  test('in a terminal shows the table on a screen of its own, and gives the terminal back', async () => {
    const { runtime } = await running('calc');
    await using observer = await runtime.observer();
    const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
    const command = [process.execPath, '--import', import.meta.resolve('tsx'), main, 'top', observer.url];
    const pty = spawn(python(), ['-c', 'import pty, sys; pty.spawn(sys.argv[1:])', ...command]);
    let said = '';
    pty.stdout.on('data', (data: Buffer) => {
      said += data;
    });
    await eventually(() => said.includes('ml/1#1'), { timeout: 15_000 });
    expect(said).toContain('\x1b[?1049h');
    pty.stdin.write('?');
    await eventually(() => said.includes('asked back'));
    pty.stdin.write('q');
    await eventually(() => said.endsWith('\x1b[?25h\x1b[?1049l'));
    await eventually(() => pty.exitCode !== null);
  }, 30_000);
});
