import { describe, expect, test } from 'vitest';
import type { WorkerCrash } from '../../machines/worker-events.ts';
import type { Crash } from '../../src/model/exit.ts';
import { crashReport, formatCrash, type LostCall } from '../../src/pool/crash-report.ts';

const exit = { code: null, signal: 'SIGKILL', explanation: 'killed by SIGKILL', stderrTail: '', uptimeMs: 1_234 };

function aCrash(given: Partial<WorkerCrash> = {}): Crash {
  const error: WorkerCrash = {
    worker: 'worker:ml/3',
    incarnation: 2,
    pid: 4711,
    cause: { why: 'exited' },
    exit,
    ...given,
  };
  return { crash: error.cause.message ?? exit.explanation, error };
}

const ml = { name: 'ml', lane: 'socket', memory: 0 } as const;

const report = (
  given: Partial<WorkerCrash> = {},
  inFlight: readonly LostCall[] = [{ call: 7, tool: 'train', became: 'failed' }],
) => {
  const made = crashReport(ml, aCrash(given), inFlight);
  if (made === undefined) throw new Error('no report was made');
  return made;
};

describe('the report of a crash', () => {
  test('has who, why, how it ended and what it took with it', () => {
    expect(report()).toEqual({
      pool: 'ml',
      worker: 'worker:ml/3',
      incarnation: 2,
      pid: 4711,
      lane: 'socket',
      why: 'exited',
      cause: 'killed by SIGKILL',
      message: 'killed by SIGKILL',
      code: null,
      signal: 'SIGKILL',
      explanation: 'killed by SIGKILL',
      uptimeMs: 1_234,
      stderrTail: '',
      stacks: [],
      inFlight: [{ call: 7, tool: 'train', became: 'failed' }],
      python: undefined,
    });
  });

  test('is made without the exit, when the process could not be started or reaped', () => {
    const cause = { why: 'spawn_failed', message: 'there is no such program' } as const;
    expect(report({ exit: undefined, pid: undefined, cause })).toMatchObject({
      why: 'spawn_failed',
      message: 'there is no such program',
      code: null,
      signal: null,
      explanation: '',
      uptimeMs: 0,
    });
  });

  test.each(['shutdown', 'normal', 'killed', { crash: 'not of a worker' }, { crash: 'x', error: new Error('x') }])(
    'is not made of %j, which is no crash of a worker',
    (reason) => {
      expect(crashReport(ml, reason, [])).toBeUndefined();
    },
  );
});

describe('a crash in print', () => {
  test('is one line when nothing more is known', () => {
    expect(formatCrash(report({}, []))).toBe(
      'worker:ml/3#2 (pid 4711, socket lane) crashed after 1.2s: killed by SIGKILL',
    );
  });

  test('counts the calls by tool', () => {
    const inFlight = ['classify', 'train', 'classify'].map((tool, call) => ({ call, tool, became: 'failed' }) as const);
    expect(formatCrash(report({}, inFlight))).toContain('\n  in flight  classify ×2, train');
  });

  test('shows the last of stderr, or better the traceback Python sent', () => {
    const talkative = { ...exit, stderrTail: 'warning: one\nfatal: two\n' };
    expect(formatCrash(report({ exit: talkative }, []))).toMatch(/\n {2}it said\n {4}warning: one\n {4}fatal: two$/);
    const python = { type: 'ImportError', message: '', module: '', traceback: 'Traceback: no torch\n', frames: [] };
    const cause = { why: 'load_failed', message: 'no module named torch', detail: python } as const;
    const text = formatCrash(report({ exit: talkative, cause }, []));
    expect(text).toMatch(/it said\n {4}Traceback: no torch$/);
    expect(text).toMatch(/crashed after 1\.2s: ImportError\n {2}process {4}killed by SIGKILL/);
  });
});
