import { beforeEach, describe, expect, test } from 'vitest';
import type { Lane } from '../../src/bridge/types.ts';
import { createSystem } from '../../src/kernel/index.ts';
import { PATIENCE } from '../../src/port/judge.ts';
import type { ProcState } from '../../src/port/proc.ts';
import { VirtualClock } from '../../src/testing/index.ts';
import { createHeartbeat, type Heartbeat } from '../../src/worker/heartbeat.ts';
import { Member } from '../../src/worker/member.ts';

const BUSY = 50;
const IDLE = 1_000;
const MISSES = 3;

const STOPPED: ProcState = { state: 'T', cpuMs: 0, startTime: 1, traced: false, rss: 0 };
const SLEEPING: ProcState = { ...STOPPED, state: 'S' };

let clock: VirtualClock;
let heartbeat: Heartbeat;

beforeEach(() => {
  clock = new VirtualClock();
  heartbeat = createHeartbeat({
    clock,
    timers: createSystem({ clock }).timers,
    busyMs: BUSY,
    idleMs: IDLE,
    misses: MISSES,
  });
});

/** A watched worker whose process is as `proc` says. `passes` lets time go by, with a beat every `beats` ms if given. */
function aPatient(proc: () => ProcState | null) {
  const verdicts: string[] = [];
  const suspicions: string[] = [];
  const lane: Lane & { lastSeen: number } = {
    kind: 'grpc',
    send() {},
    cancel: () => true,
    spin() {},
    onMessage() {},
    onClose() {},
    close() {},
    lastSeen: clock.now(),
  };
  const identity = { worker: 'worker:ml/1', incarnation: 1, pid: 7 };
  const member = new Member(
    identity,
    lane,
    { concurrency: 4, window: 1 },
    {
      kill() {},
      woke: () => heartbeat.wake(),
      proc: () => Promise.resolve(null),
    },
  );
  let questions = 0;
  heartbeat.watch(member, {
    proc: () => {
      questions += 1;
      return Promise.resolve(proc());
    },
    hung: (message) => verdicts.push(message),
    suspected: (message) => suspicions.push(message),
  });
  const call = { id: 1, tool: 'add', streaming: false, speed: { micros: undefined }, short: false };
  return {
    verdicts,
    suspicions,
    member,
    questions: () => questions,
    beginsCall: () => member.begin(call, clock.now()),
    async passes(ms: number, { beats = Number.POSITIVE_INFINITY } = {}) {
      for (let passed = 0; passed < ms; passed += 10) {
        clock.advance(10);
        if ((passed + 10) % beats === 0) lane.lastSeen = clock.now();
        await Promise.resolve(); // the answer about the process comes in a later turn
        await Promise.resolve();
      }
    },
  };
}

describe('a worker with calls in flight', () => {
  test('is hung after three missed beats when its process is stopped, and the message says so', async () => {
    const patient = aPatient(() => STOPPED);
    patient.beginsCall();
    await patient.passes(BUSY * MISSES - 10);
    expect(patient.verdicts).toEqual([]);
    await patient.passes(BUSY + 10);
    expect(patient.verdicts[0]).toMatch(/^no sign of life for 1\d\dms \(its process is stopped\)$/);
  });

  test('is left alone as long as it beats, and its process is not even looked at', async () => {
    const patient = aPatient(() => STOPPED);
    patient.beginsCall();
    await patient.passes(2_000, { beats: BUSY });
    expect([patient.verdicts, patient.questions()]).toEqual([[], 0]);
  });

  test('is left alone while it uses the CPU, however long it is silent', async () => {
    const patient = aPatient(() => ({ ...SLEEPING, cpuMs: clock.now() }));
    patient.beginsCall();
    await patient.passes(BUSY * MISSES * PATIENCE * 3);
    expect(patient.verdicts).toEqual([]);
    expect(patient.questions()).toBeGreaterThan(10);
  });

  test('is suspected once in each silence when it sleeps, a beat after it was first looked at, and not any more when it beats', async () => {
    const patient = aPatient(() => SLEEPING);
    patient.beginsCall();
    await patient.passes(BUSY * MISSES - 10);
    expect([patient.suspicions, patient.member.suspected]).toEqual([[], false]);
    await patient.passes(BUSY * 4);
    expect(patient.suspicions).toEqual([
      expect.stringMatching(/^no sign of life for 1\d\dms: it sleeps and keeps the interpreter to itself/),
    ]);
    expect([patient.verdicts, patient.member.suspected]).toEqual([[], true]);
    await patient.passes(BUSY * 2, { beats: 10 });
    expect(patient.member.suspected).toBe(false);
    await patient.passes(BUSY * 5);
    expect(patient.suspicions).toHaveLength(2);
  });

  test('is suspected when it computes and does not beat', async () => {
    const patient = aPatient(() => ({ ...SLEEPING, state: 'R', cpuMs: clock.now() }));
    patient.beginsCall();
    await patient.passes(BUSY * (MISSES + 1));
    expect(patient.suspicions).toEqual([expect.stringContaining('it computes')]);
  });

  test.each([
    ['it is ready to run and gets no CPU', { state: 'R' }],
    ['a debugger holds it', { state: 'S', traced: true }],
    ['nothing is known of it', null],
  ])('is not suspected when %s', async (_, proc) => {
    const patient = aPatient(() => proc && { ...SLEEPING, ...proc });
    patient.beginsCall();
    await patient.passes(BUSY * MISSES * 3);
    expect(patient.suspicions).toEqual([]);
  });

  test('is hung when it sleeps in silence for ten times as long', async () => {
    const patient = aPatient(() => SLEEPING);
    patient.beginsCall();
    await patient.passes(BUSY * MISSES * PATIENCE - 10);
    expect(patient.verdicts).toEqual([]);
    await patient.passes(BUSY * 2);
    expect(patient.verdicts[0]).toContain('its process sleeps');
  });

  test('owes beats only since it has had a call: its idle silence before does not count', async () => {
    const patient = aPatient(() => STOPPED);
    await patient.passes(900);
    patient.beginsCall();
    await patient.passes(BUSY * MISSES - 10);
    expect(patient.verdicts).toEqual([]);
  });

  test('is forgiven the silence in which the host itself stood still', async () => {
    const patient = aPatient(() => STOPPED);
    patient.beginsCall();
    await patient.passes(BUSY);
    standStill(60_000);
    await patient.passes(BUSY * MISSES - 10);
    expect(patient.verdicts).toEqual([]);
    await patient.passes(BUSY * 3);
    expect(patient.verdicts.length).toBeGreaterThan(0);
  });
});

describe('a worker without calls', () => {
  test('is watched at the slow beat', async () => {
    const patient = aPatient(() => STOPPED);
    await patient.passes(IDLE * MISSES - 10);
    expect(patient.verdicts).toEqual([]);
    await patient.passes(10);
    expect(patient.verdicts).toHaveLength(1);
  });

  test('is no more watched once it is forgotten, and then no timer is left', async () => {
    const patient = aPatient(() => STOPPED);
    heartbeat.forget(patient.member);
    await patient.passes(IDLE * MISSES * 2);
    expect([patient.verdicts, patient.questions()]).toEqual([[], 0]);
  });

  test('is not judged by an answer that came after it was forgotten', async () => {
    const patient = aPatient(() => {
      heartbeat.forget(patient.member);
      return STOPPED;
    });
    await patient.passes(IDLE * MISSES * 2);
    expect([patient.verdicts, patient.questions()]).toEqual([[], 1]);
  });
});

/** A debugger, a long turn: no timer of the host fires meanwhile, those due fire when it is over. */
function standStill(ms: number): void {
  const due = clock.now() + ms;
  const { now } = clock;
  clock.now = () => Math.max(due, now.call(clock));
  clock.advance(ms);
  clock.now = now;
}
