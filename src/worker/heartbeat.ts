/**
 * Watches the beats of a pool's workers. One timer for all: fast while calls are in flight, slow otherwise.
 * Silence is only a suspicion; `judge` decides with what the kernel knows of the process.
 */
import type { Timer, Timers } from '../kernel/index.ts';
import type { Clock, Ms } from '../model/clock.ts';
import { formatMs } from '../model/duration.ts';
import { judge, missedBeats } from '../port/judge.ts';
import type { ProcState } from '../port/proc.ts';
import { suspicion } from '../port/suspect.ts';
import type { Member } from './member.ts';

export interface HeartbeatOptions {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Between beats with calls in flight, and without. */
  readonly busyMs: Ms;
  readonly idleMs: Ms;
  /** Missed beats before silence is suspicious. */
  readonly misses: number;
}

export interface Watched {
  proc(): Promise<ProcState | null>;
  hung(message: string): void;
  /** Silent, and not for want of a CPU. Told once in each silence; it may well come back. */
  suspected(message: string): void;
}

/** The first look at a process that is silent. */
interface Doubt {
  readonly proc: ProcState | null;
  readonly at: Ms;
}

interface Patient extends Watched {
  doubt: Doubt | undefined;
  asking: boolean;
}

export interface Heartbeat {
  watch(member: Member, watched: Watched): void;
  forget(member: Member): void;
  /** Calls are in flight again. Cheap: called for every one that is sent to an idle worker. */
  wake(): void;
}

export function createHeartbeat(options: HeartbeatOptions): Heartbeat {
  const { clock, timers, busyMs, idleMs, misses } = options;
  /** A beat sooner than it is suspicious, so that there is something to compare with. */
  const doubtful = Math.max(1, misses - 1);
  const patients = new Map<Member, Patient>();
  let timer: Timer | undefined;
  let fast = false;
  let expectedAt: Ms = 0;
  /** The host itself stood still until then (a debugger, a long turn): silence before does not count. */
  let stalledUntil: Ms = Number.NEGATIVE_INFINITY;

  function schedule(): void {
    if (timer !== undefined) timers.cancel(timer);
    timer = undefined;
    if (patients.size === 0) return;
    const ms = fast ? busyMs : idleMs;
    expectedAt = clock.now() + ms;
    timer = timers.after(ms, tick, { keepAlive: false });
  }

  function tick(): void {
    const now = clock.now();
    if (now - expectedAt > busyMs) stalledUntil = now;
    fast = false;
    for (const [member, patient] of patients) {
      if (member.inFlight > 0) fast = true;
      look(member, patient, now);
    }
    schedule();
  }

  function silence(member: Member, now: Ms) {
    const busy = member.inFlight > 0;
    const since = Math.max(member.lane.lastSeen, busy ? member.busySince : 0);
    return {
      silentMs: now - since,
      beatMs: busy ? busyMs : idleMs,
      hostLagMs: Math.max(0, Math.min(now, stalledUntil) - since),
    };
  }

  function look(member: Member, patient: Patient, now: Ms): void {
    if (missedBeats(silence(member, now)) >= doubtful) {
      if (!patient.asking) ask(member, patient);
      return;
    }
    patient.doubt = undefined;
    member.suspected = false;
  }

  function ask(member: Member, patient: Patient): void {
    patient.asking = true;
    patient.proc().then((proc) => {
      patient.asking = false;
      if (patients.get(member) === patient) weigh(member, patient, proc);
    }, forgetQuestion(patient));
  }

  function weigh(member: Member, patient: Patient, proc: ProcState | null): void {
    const now = clock.now();
    const doubt = patient.doubt?.proc == null ? { proc, at: now } : patient.doubt;
    patient.doubt = doubt;
    const heard = silence(member, now);
    const cpuMs = (proc?.cpuMs ?? 0) - (doubt.proc?.cpuMs ?? 0);
    const verdict = judge({ ...heard, inFlight: member.inFlight, allowedMisses: misses, proc, cpuMs });
    const silent = `no sign of life for ${formatMs(heard.silentMs)}`;
    if (verdict === 'dead') patient.hung(`${silent} (${inWords(proc)})`);
    if (verdict !== 'stuck' || member.suspected || now === doubt.at) return;
    const why = suspicion({ earlier: doubt.proc, now: proc, betweenMs: now - doubt.at });
    if (why === undefined) return;
    member.suspected = true;
    patient.suspected(`${silent}: ${why}`);
  }

  return {
    watch(member, watched) {
      patients.set(member, { ...watched, doubt: undefined, asking: false });
      schedule();
    },
    forget(member) {
      patients.delete(member);
      if (patients.size === 0) schedule();
    },
    wake() {
      if (fast) return;
      fast = true;
      schedule();
    },
  };
}

const forgetQuestion = (patient: Patient) => (): void => {
  patient.asking = false;
};

function inWords(proc: ProcState | null): string {
  if (proc === null) return 'its process cannot be seen';
  if (proc.state === 'T') return 'its process is stopped';
  return proc.state === 'Z' || proc.state === 'X' ? 'its process has ended' : 'its process sleeps';
}
