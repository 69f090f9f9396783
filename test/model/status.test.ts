import { describe, expect, test } from 'vitest';
import * as callErrors from '../../src/model/call-errors.ts';
import { BadConfig, ERROR_CODES, VivariumError } from '../../src/model/errors.ts';
import * as sessionErrors from '../../src/model/session-errors.ts';
import { STATUS, statusOf } from '../../src/model/status.ts';
import * as toolErrors from '../../src/model/tool-errors.ts';

const call = (phase: 'queued' | 'sent') => ({ pool: 'ml', tool: 'add', call: 7, phase });
const python = { type: 'ValueError', message: 'no', module: 'builtins', traceback: '', frames: [] };
const crash = { worker: 'worker:ml/1', incarnation: 1, pid: 7, message: 'killed' };

/** One of each class, by the phase the call was in. */
const made = (phase: 'queued' | 'sent'): VivariumError[] => [
  new BadConfig('size', 0, 'more'),
  new callErrors.BadArguments('ml', 'add', 'a is missing'),
  new callErrors.UnknownTool('ml', 'ad', ['add']),
  new callErrors.Unsendable('a: a Date', {}),
  new callErrors.ToolFailed(call(phase), python),
  new callErrors.StreamOnly('ml', 'count'),
  new callErrors.CallTimeout(call(phase), 5),
  new callErrors.CallCancelled(call(phase), undefined),
  new callErrors.PoolSaturated(call(phase), 5),
  new callErrors.WorkerCrashed(call(phase), crash),
  new callErrors.SupervisorGaveUp('ml', undefined),
  new callErrors.Stopped('stopped'),
  new sessionErrors.SessionExpired('s', 'closed'),
  new sessionErrors.SessionExists('s'),
  new sessionErrors.SessionLimit('s', 1),
  new sessionErrors.NoSession('session:get'),
  new sessionErrors.NoVariable('s', 'v'),
  new sessionErrors.VersionConflict('s', 1, 2),
  new sessionErrors.SessionStoreFailed('disk full'),
  new sessionErrors.AffinityLost(call(phase), 's', 'a', null),
  new sessionErrors.AffinityBusy(call(phase), 's', 'a'),
  new toolErrors.ToolExists('the runtime', 'add'),
  new toolErrors.WouldDeadlock('pool ml', 'add', 1),
];

describe.each(ERROR_CODES)('%s', (code) => {
  test('is a gRPC status, a type of the seed and a Python class', () => {
    expect(STATUS[code]).toEqual({
      grpc: expect.stringMatching(/^[A-Z_]+$/),
      seedType: expect.any(String),
      python: expect.any(String),
      retryable: expect.stringMatching(/^(never|always|queued|cause)$/),
    });
  });
});

test.each(['queued', 'sent'] as const)('errors of a call that was %s say themselves what the table says', (phase) => {
  for (const error of made(phase)) {
    const { retryable } = statusOf(error);
    const table = retryable === 'always' || (retryable === 'queued' && phase === 'queued');
    if (retryable !== 'cause') expect([error.code, error.retryable]).toEqual([error.code, table]);
  }
});

test('every class of errors is held against the table', () => {
  const classes = [callErrors, sessionErrors, toolErrors].flatMap((module) =>
    Object.values(module).filter((each) => typeof each === 'function' && each.prototype instanceof VivariumError),
  );
  const held = new Set(made('sent').map((error) => error.constructor));
  // These carry the codes of others.
  const shared: unknown[] = [toolErrors.HostToolError, toolErrors.HostToolFailed];
  expect(classes.filter((each) => !held.has(each) && !shared.includes(each))).toEqual([]);
});

test('what the seed names is what it gets', () => {
  const types = (codes: readonly (keyof typeof STATUS)[]) => codes.map((code) => STATUS[code].seedType);
  expect(
    types([
      'VIV_UNKNOWN_TOOL',
      'VIV_BAD_ARGUMENTS',
      'VIV_CALL_TIMEOUT',
      'VIV_POOL_SATURATED',
      'VIV_TOOL_SATURATED',
      'VIV_SESSION_EXPIRED',
      'VIV_SESSION_EXISTS',
    ]),
  ).toEqual([
    'ToolNotFound',
    'ValidationError',
    'TimeoutError',
    'ResourceExhausted',
    'RateLimitExceeded',
    'SessionExpired',
    'SessionCreationError',
  ]);
});

test.each([new Error('x'), undefined, 'text', { code: 'constructor' }])(
  '%s, which is none of ours, is INTERNAL',
  (error) => {
    expect(statusOf(error).grpc).toBe('INTERNAL');
  },
);
