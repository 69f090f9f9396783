/** What a service finds in its log: pino's own lines, each with whom it is about, and none with a secret. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createRuntime, type Log, type Runtime, type RuntimeOptions } from '../../src/index.ts';
import { eventually } from '../support/eventually.ts';
import { python } from '../support/python.ts';
import { adapter, rejection } from '../support/service.ts';

type Line = Readonly<Record<string, unknown>>;

let runtime: Runtime | undefined;
afterEach(() => runtime?.stop({ grace: 0 }));

/** A started runtime, and the lines that pino writes of it. */
async function logged(options: Partial<RuntimeOptions> = {}, level = 'debug') {
  const lines: Line[] = [];
  const logger = pino(
    { level, base: { service: 'shop', pid: 1 } },
    { write: (line) => void lines.push(JSON.parse(line)) },
  );
  const pools = { ml: { adapter: adapter('chatty'), python: python(), backoff: false as const } };
  const made = createRuntime({ pools, logger, ...options }) as Runtime;
  runtime = made;
  await made.start();
  const line = async (msg: string): Promise<Line> =>
    (await eventually(() => lines.find((each) => each['msg'] === msg))) ?? {};
  return { runtime: made, pool: made.pool('ml'), lines, line };
}

describe('the logger of the service, pino, is taken as it is', () => {
  test('a line of Python has its level and logger, and with which worker, session and call it came', async () => {
    const { runtime, line } = await logged();
    await runtime.sessions.get('user-42').call('ml', 'say', { text: 'careful' });
    expect(await line('careful')).toMatchObject({
      level: 40,
      service: 'shop',
      logger: 'my.adapter',
      actor: 'worker:ml/1',
      worker: 'worker:ml/1',
      session: 'user-42',
      call: 1,
      tool: 'say',
    });
  });

  test('a line about a crash and a line about the restart name the worker', async () => {
    const { pool, lines } = await logged();
    await rejection(pool.call('die', {}));
    await eventually(() => pool.status === 'ready' && lines.some(({ restart }) => restart !== undefined));
    const crash = lines.find(({ msg }) => String(msg).startsWith('worker:ml/1#1 (pid'));
    expect(crash).toMatchObject({ level: 50, actor: 'worker:ml/1', worker: 'worker:ml/1', incarnation: 1, code: 3 });
    expect(lines.find(({ restart }) => restart !== undefined)).toMatchObject({
      level: 40,
      actor: expect.stringMatching(/\/worker:ml\/1$/),
      worker: 'worker:ml/1',
    });
  });

  test("what is the logger's own stays that: another time, or another process's id, has a name beside it", async () => {
    const { pool, lines, line } = await logged();
    const [worker] = pool.workers();
    await pool.call('say', { text: 'careful' });
    expect(await line('careful')).toMatchObject({ pid: 1, level: 40, time: expect.any(Number), worker_time: 'noon' });
    await rejection(pool.call('die', {}));
    const crash = await eventually(() => lines.find(({ msg }) => String(msg).includes('crashed after')));
    expect(crash).toMatchObject({ pid: 1, worker_pid: worker?.pid });
  });

  test('a line about a session names it', async () => {
    const { runtime, lines } = await logged();
    await runtime.sessions.get('user-42').set('a', 1);
    expect(await eventually(() => lines.find(({ msg }) => String(msg).startsWith('session:user-42#1')))).toMatchObject({
      session: 'user-42',
      actor: expect.stringMatching(/\/session:user-42$/),
    });
  });

  test('of a level that it does not write nothing is made', async () => {
    const seen: unknown[] = [];
    const value = (each: unknown): unknown => {
      seen.push(each);
      return each;
    };
    await logged({ redact: { value } }, 'error');
    expect(seen.filter((each) => typeof each === 'object')).toEqual([]);
  });
});

describe('no secret is written or kept', () => {
  const redact = {
    keys: ['ssn'],
    value: (value: unknown) => (typeof value === 'string' ? value.replaceAll(/\S+@\S+/g, '[email]') : value),
  };

  test('not in what Python logs: neither in fields at any depth nor in texts', async () => {
    const { pool, line } = await logged({ redact });
    await pool.call('say', { text: 'mail of ada@example.com' });
    expect(await line('mail of [email]')).toMatchObject({
      headers: { Authorization: '[redacted]', accept: 'json' },
      ssn: '[redacted]',
    });
    await pool.call('raise_and_log', {});
    expect((await line('it went wrong'))['traceback']).toMatch(/ValueError: secret-3 of \[email\]\n$/);
  });

  test('not in reports and records of crashes, in memory, in the log or in the file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vivarium-logs-'));
    try {
      const crashLog = join(folder, 'crashes.jsonl');
      const { runtime, pool, lines } = await logged({ redact, crashLog });
      const reports: unknown[] = [];
      runtime.on('crash', (report) => reports.push(report));
      await rejection(pool.call('die', {}));
      const record = await eventually(() => runtime.crashes()[0]);
      expect(record?.stderrTail).toContain('last words to [email]');
      const written = await eventually(() => readFileSync(crashLog, 'utf8'));
      expect(reports).toMatchObject([{ worker: 'worker:ml/1', stderrTail: expect.stringContaining('to [email]') }]);
      const told = [lines, runtime.journal(), reports].map((each) => JSON.stringify(each));
      expect([...told, written].join()).not.toMatch(/ada@|secret-4/);
      expect(written).toContain('last words to [email]');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('and a function that fails loses the text, not the line', async () => {
    const value = (each: unknown): unknown => {
      if (typeof each === 'string' && each.includes('odd')) throw new Error('no idea');
      return each;
    };
    const { pool, line } = await logged({ redact: { value } });
    await pool.call('say', { text: 'odd' });
    expect(await line('[redactionFailed]')).toMatchObject({ logger: 'my.adapter', call: 1 });
  });
});

describe('a runtime that is given no logger', () => {
  /** What a runtime of no pools says to stderr while it is made, started and stopped; `said` has more of it. */
  async function stderrOf(options: RuntimeOptions, makes: (runtime: Runtime) => void): Promise<string> {
    let said = '';
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      said += text;
      return true;
    });
    const made = createRuntime(options) as Runtime;
    makes(made);
    await made.start();
    await made.stop();
    return said;
  }

  const failingListener = (made: Runtime): void => {
    made.on('started', () => {
      throw new Error('mine');
    });
  };

  test('has warnings and errors as lines of JSON on stderr, and nothing else', async () => {
    const index = join(import.meta.dirname, '../../src/index.ts');
    const code = `import { createRuntime } from ${JSON.stringify(index)};
      const runtime = createRuntime();
      runtime.on('started', () => { throw new Error('mine'); });
      await runtime.start();
      await runtime.stop();`;
    const args = ['--import', 'tsx', '--input-type=module', '--eval', code];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args);
    const lines = stderr
      .trim()
      .split('\n')
      .map((line): Line => JSON.parse(line));
    expect(stdout).toBe('');
    expect(lines[0]).toMatchObject({ name: 'vivarium', level: 50, msg: "a listener of 'started' threw" });
    expect(lines.filter(({ level }) => Number(level) < 40)).toEqual([]);
  });

  test("and wants it 'pretty' reads lines", async () => {
    const said = await stderrOf({ logger: 'pretty' }, failingListener);
    expect(said).toMatch(/^\d\d:\d\d:\d\d\.\d{3} error a listener of 'started' threw\nError: mine\n/);
  });

  test("with VIVARIUM_LOG_LEVEL=silent, even 'pretty' says nothing", async () => {
    vi.stubEnv('VIVARIUM_LOG_LEVEL', 'silent');
    expect(await stderrOf({ logger: 'pretty' }, failingListener)).toBe('');
  });

  test.each([
    ['a word', 'loud', /^logger: expected 'pretty', or a logger with the functions .*, got string "loud"$/],
    ['half a logger', { info() {} }, /^logger: expected 'pretty', .*, got object$/],
  ])('but %s is told what it takes', (_, logger: unknown, message) => {
    expect(() => createRuntime({ logger: logger as Log })).toThrow(message);
  });

  test('but a level that is none is told which there are', () => {
    vi.stubEnv('VIVARIUM_LOG_LEVEL', 'verbose');
    expect(() => createRuntime()).toThrow(
      /^VIVARIUM_LOG_LEVEL: expected one of trace, debug, .*, got string "verbose"$/,
    );
  });
});
