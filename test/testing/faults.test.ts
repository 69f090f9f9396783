/** Each fault on a real runtime with real workers: it does what it says, shows in the journal, and what follows is what should. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CallTimeout, createRuntime, type PoolOptions, type Runtime, WorkerCrashed } from '../../src/index.ts';
import { silentLog } from '../../src/model/log.ts';
import { createFaultyRuntime, type Fault, type FaultPlan, faults } from '../../src/testing/index.ts';
import { eventually } from '../support/eventually.ts';
import { python } from '../support/python.ts';
import { adapter, rejection } from '../support/service.ts';

let folder: string;
let runtime: Runtime;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vivarium-faulty-'));
});
afterEach(async () => {
  await runtime.stop({ grace: 0 });
  rmSync(folder, { recursive: true });
});

async function started(adapterName = 'stubborn', options: Partial<PoolOptions> = {}): Promise<Runtime> {
  const pools = { ml: { adapter: adapter(adapterName), python: python(), backoff: false, ...options } as const };
  runtime = createFaultyRuntime({ pools, logger: silentLog });
  await runtime.start();
  return runtime;
}

const call = (a: number): Promise<unknown> => runtime.pool('ml').call('add', { a, b: 1 }, { timeout: '5s' });
const worker = 'worker:ml/1';
const inject = (fault: Fault) => faults(runtime).inject(fault);
const crashed = (): Promise<unknown> => eventually(() => runtime.crashes().length > 0 && runtime.crashes()[0]);

describe('faults of a process', () => {
  test.each<[Fault, object]>([
    [
      { kind: 'kill', target: worker, signal: 'SIGSEGV' },
      { why: 'exited', signal: 'SIGSEGV' },
    ],
    [
      { kind: 'exit', target: worker, code: 3 },
      { why: 'exited', code: 3 },
    ],
    [
      { kind: 'out_of_memory', target: worker },
      { signal: 'SIGKILL', cause: expect.stringContaining('ran out of memory') },
    ],
    [
      { kind: 'break_lane', target: worker },
      // it ends by itself, or is killed when it takes longer than a moment to notice
      { cause: expect.stringMatching(/it lost its host|its lane was lost/) },
    ],
    [
      { kind: 'suspend', target: worker },
      { why: 'hung', cause: expect.stringContaining('its process is stopped') },
    ],
  ])('%j is a crash, and the next incarnation serves', async (fault, crash) => {
    await started('stubborn', { heartbeat: { idle: '50ms' } });
    const { hits } = inject(fault);
    expect(hits).toBe(1);
    expect(await crashed()).toMatchObject(crash);
    expect(await call(1)).toBe(2);
    expect(runtime.pool('ml').workers()).toMatchObject([{ incarnation: 2 }]);
    expect(runtime.journal(worker).find(({ type }) => type === 'fault')).toMatchObject({
      who: 'worker:ml/1#1',
      says: expect.stringContaining(fault.kind),
    });
  });

  test('a suspended worker that is resumed in time goes on as if nothing had been', async () => {
    await started();
    const suspended = inject({ kind: 'suspend', target: worker });
    const answer = call(1);
    suspended.undo();
    expect(await answer).toBe(2);
    await suspended.until;
    expect(runtime.crashes()).toEqual([]);
  });

  test('a busy loop that holds the GIL delays answers and kills nobody', async () => {
    await started();
    const before = performance.now();
    inject({ kind: 'busy_loop', target: worker, forMs: 400 });
    await eventually(async () => {
      await call(1);
      return performance.now() - before > 400;
    });
    expect(runtime.crashes()).toEqual([]);
  });

  test('a flood on stderr is read to its end', async () => {
    await started();
    let bytes = 0;
    runtime.on('output', ({ line }) => {
      bytes += line.length + 1;
    });
    inject({ kind: 'fill_stderr', target: worker, bytes: 1_000_000 });
    await eventually(() => bytes >= 1_000_000);
    expect(await call(1)).toBe(2);
  });

  test('frozen beats make a working worker look dead when it is asked for something; thawed in time, they do not', async () => {
    await started('stubborn', { heartbeat: { interval: '100ms', misses: 1 } });
    const frozen = inject({ kind: 'freeze_beats', target: worker, forMs: 30 });
    await frozen.until;
    expect(await call(1)).toBe(2);
    inject({ kind: 'freeze_beats', target: worker });
    expect(await rejection(runtime.pool('ml').call('sleep', {}, { timeout: '10s' }))).toBeInstanceOf(WorkerCrashed);
    expect(await crashed()).toMatchObject({ why: 'hung' });
  });
});

describe('faults of starts', () => {
  test('so many fail, and the one after serves', async () => {
    await started();
    const failing = inject({ kind: 'fail_starts', pool: 'ml', count: 2 });
    inject({ kind: 'kill', target: worker, signal: 'SIGKILL' });
    await failing.until;
    expect(await call(1)).toBe(2);
    expect(runtime.crashes().map(({ why }) => why)).toEqual(['exited', 'spawn_failed', 'spawn_failed']);
    expect(failing.hits).toBe(2);
  });

  test('a slow one takes that much longer, and one beyond its deadline is killed and tried again', async () => {
    await started('stubborn', { startTimeout: '1500ms' });
    const slow = inject({ kind: 'slow_init', pool: 'ml', ms: 60_000, count: 1 });
    inject({ kind: 'kill', target: worker, signal: 'SIGKILL' });
    await eventually(() => runtime.crashes().length === 2);
    expect(runtime.crashes()[1]).toMatchObject({ why: 'start_timeout', cause: expect.stringContaining('deadline') });
    expect(await call(1)).toBe(2);
    expect(slow.hits).toBe(1);
  });
});

describe('faults of frames', () => {
  test('a lost answer is a timeout; the worker owes it and gets no other call', async () => {
    await started();
    const lost = inject({ kind: 'drop_frames', target: worker, count: 1, frame: 'RESULT' });
    const error = await rejection(
      runtime.pool('ml').call('add', { a: 1, b: 1 }, { timeout: '200ms', onTimeout: 'kill' }),
    );
    expect(error).toBeInstanceOf(CallTimeout);
    await lost.until;
    expect(await call(1)).toBe(2);
  });

  test('an answer that comes twice, late or behind the next settles its own call, once', async () => {
    await started('stubborn', { concurrency: 2 });
    const twice = inject({ kind: 'duplicate_frames', target: worker, count: 1, frame: 'RESULT' });
    expect(await call(1)).toBe(2);
    const late = inject({ kind: 'delay_frames', target: worker, count: 1, ms: 50, frame: 'RESULT' });
    expect(await call(2)).toBe(3);
    const swapped = inject({ kind: 'reorder_frames', target: worker, count: 1, frame: 'RESULT' });
    expect(await Promise.all([call(3), call(4)])).toEqual([4, 5]);
    await Promise.all([twice.until, late.until, swapped.until]);
    expect(runtime.crashes()).toEqual([]);
  });

  test.each(['corrupt_frames', 'truncate_frames'] as const)(
    '%s of an answer fails a call at most, and the host lives',
    async (kind) => {
      await started();
      const broken = inject({ kind, target: worker, count: 1, frame: 'RESULT' });
      await runtime
        .pool('ml')
        .call('take_cleaned', {}, { timeout: '1s' })
        .catch(() => {});
      await broken.until;
      expect(await eventually(() => call(1))).toBe(2);
    },
  );

  test('a stream that stalls at a chunk has those before it, and ends by its timeout', async () => {
    await started('streams');
    const stalled = inject({ kind: 'stall_stream', target: worker, chunks: 3 });
    const seen: unknown[] = [];
    const error = await rejection(
      (async () => {
        for await (const chunk of runtime.pool('ml').stream('endless', {}, { timeout: '500ms' })) seen.push(chunk);
      })(),
    );
    expect(error).toBeInstanceOf(CallTimeout);
    expect(seen).toEqual([0, 1, 2]);
    stalled.undo();
    expect(await runtime.pool('ml').call('plain', { value: 1 })).toBe(1);
  });
});

describe('faults of the machine', () => {
  test('a full disk fails what is saved while it is full', async () => {
    await started();
    const full = inject({ kind: 'full_disk', forMs: 60_000 });
    const session = runtime.sessions.get('one');
    const error = await rejection(Promise.resolve(session.set('key', 1)));
    expect(error).toMatchObject({ code: 'VIV_SESSION_STORE', message: expect.stringContaining('ENOSPC') });
    full.undo();
    await session.set('key', 2);
    expect(await session.get('key')).toBe(2);
    expect(full.hits).toBeGreaterThan(0);
  });

  test('a jump of the clock shows in what is read and not in what is measured', async () => {
    await started();
    const jump = inject({ kind: 'clock_jump', ms: -3_600_000 });
    expect(await call(1)).toBe(2);
    const walls = (): number => runtime.journal().at(-1)?.wall ?? 0;
    expect(walls()).toBeLessThan(Date.now() - 3_000_000);
    jump.undo();
    inject({ kind: 'kill', target: worker, signal: 'SIGKILL' });
    await crashed();
    expect(walls()).toBeGreaterThan(Date.now() - 3_000_000);
  });
});

describe('a plan', () => {
  test('makes each fault at its time; the same seed hits the same workers', async () => {
    await started('stubborn', { size: 3, intensity: 20 });
    const kill: Fault = { kind: 'kill', target: 'pool:ml', signal: 'SIGKILL' };
    const hit: unknown[] = [];
    for (const _ of [1, 2]) {
      await eventually(() => runtime.pool('ml').workers().length === 3);
      const handles = await faults(runtime).play({ seed: 7, faults: [{ atMs: 20, fault: kill }] });
      expect(handles.map(({ hits }) => hits)).toEqual([1]);
      hit.push(
        runtime
          .journal()
          .findLast(({ type }) => type === 'fault')
          ?.who.split('#')[0],
      );
      await eventually(() => runtime.crashes().length === hit.length);
    }
    expect(hit[0]).toBe(hit[1]);
  });

  test('that is wrong does nothing, and says in which field', async () => {
    await started();
    const wrong = { kind: 'drop_frames', target: worker, count: 0 } as Fault;
    const right: Fault = { kind: 'kill', target: worker, signal: 'SIGKILL' };
    const plan = {
      seed: 1,
      faults: [
        { atMs: 0, fault: right },
        { atMs: 0, fault: wrong },
      ],
    };
    expect(await rejection(faults(runtime).play(plan))).toMatchObject({
      message: 'plan.faults[1].fault.count: expected a whole number, 1 or more, got number 0',
    });
    expect(runtime.journal().filter(({ type }) => type === 'fault')).toEqual([]);
  });

  test('that the end of its runtime overtakes ends with it, and hits nobody any more', async () => {
    await started();
    const kill: Fault = { kind: 'kill', target: '*', signal: 'SIGKILL' };
    const played = faults(runtime).play({ seed: 1, faults: [{ atMs: 600_000, fault: kill }] });
    await runtime.stop();
    expect((await played).map(({ hits }) => hits)).toEqual([0]);
    await inject({ kind: 'fail_starts', pool: 'ml', count: 1 }).until;
  });

  test.each([
    [undefined, /^plan: /],
    [{ seed: 1 }, /^plan: /],
    [{ seed: 1, faults: [null] }, /^plan\.faults\[0\]: /],
    [{ seed: 1, faults: [{ atMs: 'soon', fault: {} }] }, /^plan\.faults\[0\]\.atMs: /],
  ])('such as %j is refused', async (plan, message) => {
    runtime = createFaultyRuntime({ logger: silentLog });
    await expect(faults(runtime).play(plan as unknown as FaultPlan)).rejects.toThrow(message);
  });

  test.each([
    [{ kind: '__proto__' }, /^fault\.kind: /],
    [{ kind: 'kill', target: '../1', signal: 'SIGKILL' }, /^fault\.target: .*got string "\.\.\/1"$/],
    [{ kind: 'kill', target: '*', signal: 'SIGUSR1' }, /^fault\.signal: /],
    [{ kind: 'drop_frames', target: '*', count: 1, frame: 'constructor' }, /^fault\.frame: /],
    [{ kind: 'break_lane', target: '*', forMs: 3 }, /^fault: /],
    [null, /^fault: expected an object/],
  ])('of %j is refused', async (fault, message) => {
    runtime = createFaultyRuntime({ logger: silentLog });
    expect(() => inject(fault as unknown as Fault)).toThrow(message);
  });
});

test('a target that does not live is hit by nobody, and the handle says so', async () => {
  await started();
  const missed = inject({ kind: 'kill', target: 'worker:ml/9', signal: 'SIGKILL' });
  await missed.until;
  expect(missed.hits).toBe(0);
});

test('a runtime of createRuntime has no faults in reach', async () => {
  runtime = createRuntime({ logger: silentLog });
  expect(() => faults(runtime)).toThrow(
    'faults(runtime): expected a runtime made by createFaultyRuntime(), got Runtime',
  );
});

test('a stop undoes what holds, and leaves no file behind', async () => {
  const before = readdirSync(tmpdir()).filter((name) => name.startsWith('vivarium-faults-')).length;
  await started();
  const handles = [inject({ kind: 'full_disk', forMs: 60_000 }), inject({ kind: 'freeze_beats', target: worker })];
  await runtime.stop({ grace: 0 });
  await Promise.all(handles.map(({ until }) => until));
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('vivarium-faults-')).length).toBe(before);
});
