/** A scenario from a seed: callers, consumers and faults as a bad day brings them. */
import type { Ms } from '../../model/clock.ts';
import { AFFINITIES } from '../../pool/call-session.ts';
import type { Fault } from '../faults/plan.ts';
import type { Chance } from './chance.ts';
import type { Action, CallStep, Step, StreamStep } from './step.ts';
import type { Ask } from './tool.ts';

export interface Scenario {
  readonly steps: readonly Step[];
  /** Whether the system is left alone at the end, until it must have recovered; else it is stopped in the middle of it all. */
  readonly calm: boolean;
  readonly graceMs: Ms;
}

const SESSIONS = ['ann', 'bob', 'cyd'];
const NAMES = ['x', 'y'];

export function scenarioOf(chance: Chance, pools: readonly string[], length: number): Scenario {
  const steps: Step[] = [];
  let atMs = chance.happens(0.7) ? 1_000 : 0; // or before anybody is up
  for (let n = 0; n < length; n++) {
    atMs += chance.happens(0.05) ? chance.between(2_000, 12_000) : chance.between(0, 150);
    steps.push({ atMs: Math.round(atMs), action: actionOf(chance, chance.oneOf(pools)) });
  }
  return { steps, calm: chance.happens(0.6), graceMs: chance.oneOf([0, 500, 10_000]) };
}

function actionOf(chance: Chance, pool: string): Action {
  const draw = chance.next();
  if (draw < 0.52) return callOf(chance, pool);
  if (draw < 0.63) return streamOf(chance, pool);
  const session = chance.oneOf(SESSIONS);
  const name = chance.oneOf(NAMES);
  if (draw < 0.71) return { do: 'set', session, name };
  if (draw < 0.79) return { do: 'get', session, name };
  if (draw < 0.81) return { do: 'delete', session, name };
  if (draw < 0.83) return { do: 'close', session, graceMs: chance.oneOf([0, 2_000]) };
  if (draw < 0.86) return { do: 'revive', pool };
  if (draw < 0.88) return { do: 'reload', pool };
  return { do: 'fault', fault: faultOf(chance, pool) };
}

function callOf(chance: Chance, pool: string): CallStep {
  const draw = chance.next();
  const ends =
    draw < 0.82
      ? 'answer'
      : draw < 0.88
        ? 'raise'
        : draw < 0.91
          ? 'exit'
          : draw < 0.94
            ? 'segfault'
            : draw < 0.97
              ? 'sleep'
              : 'deaf';
  return {
    do: 'call',
    pool,
    tool: chance.oneOf(['work', 'safe']),
    ms: duration(chance),
    ends,
    timeoutMs: chance.whole(100, 6_000),
    // One that hears nothing would keep its worker for ever; a caller who has gone does not change that.
    onTimeout: ends === 'deaf' || chance.happens(0.1) ? 'kill' : 'cancel',
    ...(chance.happens(0.1) ? { abortMs: chance.whole(0, 400) } : {}),
    ...(chance.happens(0.4) ? { session: chance.oneOf(SESSIONS), affinity: chance.oneOf(AFFINITIES) } : {}),
    ...(chance.happens(0.1) ? { attempts: 3 } : {}),
    ...(chance.happens(0.25) ? { ask: askOf(chance) } : {}),
  };
}

function askOf(chance: Chance): Ask {
  const tool = chance.oneOf(['host_work', 'host_count'] as const);
  return {
    tool,
    ms: chance.happens(0.8) ? chance.between(0.2, 50) : chance.between(100, 3_000),
    ends: chance.happens(0.7) ? 'answer' : chance.oneOf(['raise', 'sleep', 'deaf']),
    chunks: tool === 'host_count' ? chance.whole(0, 12) : 0,
    timeoutMs: chance.whole(20, 6_000),
    ...(chance.happens(0.2) ? { giveUpMs: chance.whole(0, 400) } : {}),
  };
}

function streamOf(chance: Chance, pool: string): StreamStep {
  const chunks = chance.whole(0, 60);
  return {
    do: 'stream',
    pool,
    ms: chance.between(0.5, 20),
    ends: chance.happens(0.85) ? 'answer' : chance.oneOf(['raise', 'segfault']),
    chunks,
    take: chance.happens(0.7) ? chunks : chance.whole(0, chunks),
    restMs: chance.happens(0.7) ? 0 : chance.between(1, 30),
    timeoutMs: chance.whole(200, 8_000),
    ...(chance.happens(0.3) ? { session: chance.oneOf(SESSIONS) } : {}),
  };
}

function duration(chance: Chance): Ms {
  const draw = chance.next();
  if (draw < 0.3) return 0.2;
  return Math.round(draw < 0.8 ? chance.between(1, 50) : chance.between(100, 3_000));
}

/** What a machine does; frames that are lost or change places are not among it: a socket keeps them. */
function faultOf(chance: Chance, pool: string): Fault {
  const target = `pool:${pool}`;
  const forMs = chance.whole(50, 3_000);
  switch (chance.whole(0, 12)) {
    case 0:
      return { kind: 'suspend', target, ...(chance.happens(0.5) ? { forMs } : {}) };
    case 1:
      return { kind: 'exit', target, code: chance.whole(0, 3) };
    case 2:
      return { kind: 'out_of_memory', target };
    case 3:
      return { kind: 'busy_loop', target, forMs };
    case 4:
      return { kind: 'freeze_beats', target, ...(chance.happens(0.5) ? { forMs } : {}) };
    case 5:
      return { kind: 'break_lane', target };
    case 6:
      return { kind: 'fail_starts', pool, count: chance.whole(1, 4) };
    case 7:
      return { kind: 'slow_init', pool, ms: chance.whole(500, 8_000), count: chance.whole(1, 2) };
    case 8:
      return { kind: 'delay_frames', target, count: chance.whole(1, 5), ms: chance.whole(5, 1_000) };
    case 9:
      return {
        kind: 'duplicate_frames',
        target,
        count: chance.whole(1, 3),
        frame: chance.oneOf(['RESULT', 'FAILURE', 'END']),
      };
    case 10:
      return { kind: 'stall_stream', target, chunks: chance.whole(0, 5) };
    case 11:
      return { kind: 'full_disk', forMs };
    default:
      return { kind: 'kill', target, signal: chance.oneOf(['SIGKILL', 'SIGTERM', 'SIGSEGV', 'SIGABRT']) };
  }
}
