import { describe, expect, test } from 'vitest';
import type { ProcessExit, WorkerContext } from '../../machines/worker-events.ts';
import { exitOf } from '../../machines/worker-exit.ts';
import type { Crash } from '../../src/model/exit.ts';

const exit: ProcessExit = {
  code: 3,
  signal: null,
  explanation: 'exited with code 3',
  stderrTail: 'Traceback …',
  uptimeMs: 80,
};
const lived: WorkerContext = {
  worker: 'worker:ml/1',
  incarnation: 2,
  trial: false,
  pid: 77,
  ordered: undefined,
  cause: undefined,
  explanation: undefined,
  exit: undefined,
};

const lives: [string, Partial<WorkerContext>, string][] = [
  ['ended with nothing known', {}, 'exited'],
  ['ended, with only a word of how', { explanation: 'killed by SIGKILL' }, 'killed by SIGKILL'],
  ['ended and was reported', { explanation: 'ended', exit }, 'exited with code 3'],
  ['hung and was killed for it', { cause: { why: 'hung', message: 'no sign of life' }, exit }, 'no sign of life'],
  ['has a cause without words but a report', { cause: { why: 'lane_lost' }, exit }, 'exited with code 3'],
  ['has a cause without words and no report', { cause: { why: 'lane_lost' } }, 'lane_lost'],
];

describe('the exit reason of a worker that', () => {
  test.each(lives)('%s is a crash that says so', (_, known, words) => {
    expect((exitOf({ ...lived, ...known }) as Crash).crash).toBe(words);
  });

  test.each(['shutdown', 'shutdown:scale_down', 'killed'])('was ordered to end with %s is the order', (ordered) => {
    expect(exitOf({ ...lived, ordered, cause: { why: 'hung', message: 'no sign of life' }, exit })).toBe(ordered);
  });

  test('crashed carries who it was, why, and how its process ended', () => {
    const cause = { why: 'load_failed', message: 'no module named torch', detail: { type: 'ImportError' } } as const;
    expect(exitOf({ ...lived, cause, exit })).toEqual({
      crash: 'no module named torch',
      error: { worker: 'worker:ml/1', incarnation: 2, pid: 77, cause, exit },
    });
  });
});
