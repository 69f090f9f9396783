/** kill -9 of workers under load: every call ends exactly once, and the pool serves on. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Pool, WorkerCrashed } from '../../src/index.ts';
import { eventually } from '../support/eventually.ts';
import { isRunning } from '../support/processes.ts';
import { pids, rejection, running, type Service, stopServices } from '../support/service.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vivarium-kill-'));
  file = join(folder, 'diary');
});
afterEach(async () => {
  await stopServices();
  rmSync(folder, { recursive: true });
});

interface End {
  readonly number: number;
  readonly answer?: unknown;
  readonly error?: unknown;
}

/** 200 calls at once; `ends` grows by one each time one of them settles, whichever way. */
function load(pool: Pool, seconds: number): { ends: End[]; all: Promise<unknown> } {
  const ends: End[] = [];
  const calls = Array.from({ length: 200 }, (_, number) =>
    pool.call('record', { file, number, seconds }).then(
      (answer) => ends.push({ number, answer }),
      (error: unknown) => ends.push({ number, error }),
    ),
  );
  return { ends, all: Promise.all(calls) };
}

/** How often each call ran, by its number. */
function runs(): Map<number, number> {
  const counts = new Map<number, number>();
  for (const line of readFileSync(file, 'utf8').trim().split('\n'))
    counts.set(Number(line), (counts.get(Number(line)) ?? 0) + 1);
  return counts;
}

/** The claims that hold for any run in which workers died. */
function expectEachOnce(ends: readonly End[], { crashes }: Service): void {
  expect(new Set(ends.map(({ number }) => number)).size).toBe(200);
  expect(ends).toHaveLength(200);
  const ran = runs();
  expect(Math.max(...ran.values())).toBe(1);
  for (const { number, answer, error } of ends) {
    if (error === undefined) {
      expect(answer).toBe(number);
      expect(ran.get(number)).toBe(1);
    } else {
      expect(error).toBeInstanceOf(WorkerCrashed);
      expect(error).toMatchObject({ retryable: false, facts: { tool: 'record', phase: 'sent' } });
    }
  }
  // what the crash reports say was lost is what the callers were told
  const lost = crashes.flatMap(({ inFlight }) => inFlight.map(({ call }) => call));
  const failed = ends.flatMap(({ error }) => (error instanceof WorkerCrashed ? [error.facts['call']] : []));
  expect(lost.sort()).toEqual(failed.sort());
}

describe('kill -9 of a worker during 200 concurrent calls', () => {
  test('fails the call it was running, and no other', async () => {
    const service = await running('diary', { size: 2 });
    const [victim = 0] = pids(service);
    const { ends, all } = load(service.pool, 0.01);
    await eventually(() => ends.length >= 20);
    process.kill(victim, 'SIGKILL');
    await all;
    await eventually(() => service.crashes.length === 1);
    expectEachOnce(ends, service);
    expect(ends.filter(({ error }) => error !== undefined).length).toBeLessThanOrEqual(1);
    expect(service.crashes).toMatchObject([{ pid: victim, signal: 'SIGKILL', why: 'exited' }]);
    expect(service.crashes[0]?.explanation).toContain('kill -9');
  });

  test('with frames sent ahead fails those it had been sent; those that waited are answered by others', async () => {
    const service = await running('diary', { size: 2, window: 8 });
    for (let number = 1_000; number < 1_040; number += 1)
      await service.pool.call('record', { file, number, seconds: 0 });
    const [victim] = service.pool.workers();
    const { ends, all } = load(service.pool, 0);
    process.kill(victim?.pid ?? 0, 'SIGKILL');
    await all;
    await eventually(() => service.crashes.length === 1);
    expectEachOnce(ends, service);
    expect(ends.filter(({ error }) => error !== undefined).length).toBeLessThanOrEqual(8);
  });

  test('of all workers, again and again, loses no call and no end', async () => {
    const service = await running('diary', { size: 2, intensity: 50 });
    const { ends, all } = load(service.pool, 0.005);
    for (const settled of [10, 40, 70, 100]) {
      await eventually(() => ends.length >= settled);
      for (const pid of pids(service)) process.kill(pid, 'SIGKILL');
      await eventually(() => pids(service).length === 2 && pids(service).every(isRunning));
    }
    await all;
    await eventually(() => service.crashes.length >= 8);
    expectEachOnce(ends, service);
    expect(await service.pool.call('record', { file, number: 5_000 })).toBe(5_000);
    expect(service.pool.waiting).toBe(0);
    expect(service.pool.workers().map(({ inFlight }) => inFlight)).toEqual([0, 0]);
  });

  test('that was the last one: what it had been sent and what waited end with their phase', async () => {
    const service = await running('diary', { intensity: 0 });
    const [victim = 0] = pids(service);
    const { ends, all } = load(service.pool, 0.02);
    await eventually(() => ends.length >= 5);
    process.kill(victim, 'SIGKILL');
    await all;
    expect(ends).toHaveLength(200);
    const codes = new Map<unknown, number>();
    for (const { error } of ends) {
      const code = (error as { code?: string } | undefined)?.code;
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    expect(codes.get('VIV_WORKER_CRASHED')).toBeLessThanOrEqual(1);
    expect(codes.get('VIV_SUPERVISOR_GAVE_UP')).toBeGreaterThan(150);
    const ran = runs();
    for (const { number, error } of ends) {
      const { code, facts, retryable } = (error ?? {}) as { code?: string; facts?: object; retryable?: boolean };
      if (code !== 'VIV_SUPERVISOR_GAVE_UP') continue;
      expect(facts).toMatchObject({ phase: 'queued', tool: 'record' });
      expect(ran.has(number)).toBe(false);
      expect(retryable).toBe(false);
    }
  });
});

describe('a stream whose worker dies', () => {
  test('ends with the crash after the chunks that had come', async () => {
    const service = await running('streams');
    const [victim = 0] = pids(service);
    const seen: unknown[] = [];
    const error = await rejection(
      (async () => {
        for await (const chunk of service.pool.stream('endless', {})) {
          seen.push(chunk);
          if (seen.length === 5) process.kill(victim, 'SIGKILL');
        }
      })(),
    );
    expect(error).toBeInstanceOf(WorkerCrashed);
    expect(error).toMatchObject({ facts: { phase: 'sent', pid: victim, tool: 'endless' } });
    expect(seen).toEqual(Array.from({ length: seen.length }, (_, index) => index));
    expect(await service.pool.call('plain', { value: 1 })).toBe(1);
  });
});
