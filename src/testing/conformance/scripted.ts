/** The worker of a scenario: does what its behaviour says, one message at a time, and tells what it does. */
import {
  type ActorLogic,
  type AnyActorRef,
  type AnyEventObject,
  ask,
  type DownEvent,
  type ExitEvent,
  type Life,
  link,
  type Monitor,
  type Outcome,
  type ShutdownEvent,
  type Snapshot,
} from '../../kernel/index.ts';
import { type ExitReason, formatExit } from '../../model/exit.ts';
import type { Behaviour, InitRule, TraceEvent } from './format.ts';

/** What a scripted worker needs to know of the run it is part of. */
export interface Stage {
  /** The n-th attempt to start something at this life's path. */
  attemptOf(life: Life): number;
  pathOf(ref: AnyActorRef): string;
  log(event: TraceEvent): void;
}

/** Tells the worker to do something when it gets to this message. */
export interface DoEvent {
  readonly type: 'DO';
  readonly action: (worker: Scripted) => void;
}

interface AnswerEvent {
  readonly type: 'ANSWER';
  readonly outcome: Outcome<string>;
}

type ScriptedSnapshot = Snapshot<undefined> & { readonly worker: Scripted };

export const scriptedLogic: ActorLogic<ScriptedSnapshot, AnyEventObject, Scripted> = {
  getInitialSnapshot: (_scope, worker) => ({ status: 'active', output: undefined, error: undefined, worker }),
  getPersistedSnapshot: (snapshot) => snapshot,
  start: ({ worker }) => worker.start(),
  transition(snapshot, event) {
    snapshot.worker.receive(event);
    return snapshot;
  },
};

export function ruleFor<R extends { from?: number; to?: number }>(
  rules: readonly R[] | undefined,
  n: number,
): R | undefined {
  return rules?.find(({ from = 1, to = Infinity }) => from <= n && n <= to);
}

/** Carries out an init rule: after its time it fails, is ignored or succeeds. */
export function initialise(life: Life, rule: InitRule | undefined, succeed: () => void): void {
  const finish = (): void => {
    if (life.dead) return;
    if (rule?.fail !== undefined) life.fail(rule.fail);
    else if (rule?.ignore) life.ignore();
    else succeed();
  };
  if (rule?.ms === undefined) finish();
  else life.system.timers.after(rule.ms, finish);
}

export class Scripted {
  readonly life: Life;
  /** Monitors of it, by the path or name they are of. */
  readonly monitors: { readonly of: string | null; readonly name: string | undefined; readonly monitor: Monitor }[] =
    [];
  readonly #behaviour: Behaviour;
  readonly #stage: Stage;
  readonly #waiting: AnyEventObject[] = [];
  #traps: boolean;
  /** In init, at work or terminating: messages wait. */
  #busy = true;

  constructor(life: Life, behaviour: Behaviour, stage: Stage) {
    this.life = life;
    this.#behaviour = behaviour;
    this.#stage = stage;
    this.#traps = behaviour.trap_exit ?? false;
    life.trapExit(this.#traps);
  }

  start(): void {
    const n = this.#stage.attemptOf(this.life);
    initialise(this.life, ruleFor(this.#behaviour.init, n), () => {
      this.life.ack(this.#behaviour.info);
      this.#free();
      const rule = ruleFor(this.#behaviour.exit, n);
      if (rule === undefined) return;
      if (rule.after_ms === 0) this.stopSelf(rule.reason);
      else
        this.life.system.timers.after(rule.after_ms, () =>
          this.#send({ type: 'DO', action: () => this.stopSelf(rule.reason) }),
        );
    });
  }

  receive(event: AnyEventObject): void {
    if (event.type === 'ANSWER') this.#answered((event as AnswerEvent).outcome);
    else if (this.#busy) this.#waiting.push(event);
    else this.#handle(event);
  }

  stopSelf(reason: ExitReason): void {
    if (this.#traps || this.#behaviour.log_terminate) this.#log('terminate', reason);
    this.life.exit(reason);
  }

  trap(value: boolean): void {
    this.#traps = value;
    this.life.trapExit(value);
  }

  /** OTP's `link/1`: to one that is gone it raises noproc, which is a signal only for one that traps exits. */
  link(other: AnyActorRef, gone: boolean): void {
    if (gone && !this.#traps) this.stopSelf('noproc');
    else link(this.life.self(), other);
  }

  /** Handles no message for `ms`, then does `after` and goes on. */
  work(ms: number, after: () => void = () => undefined): void {
    if (ms === 0) {
      after();
      return;
    }
    this.#busy = true;
    this.life.system.timers.after(ms, () => {
      if (this.life.dead) return;
      after();
      this.#free();
    });
  }

  /** Calls another worker unprotected: a failed call ends this one with its reason. */
  callTo(target: AnyActorRef | undefined, workMs: number, timeoutMs: number, thenStop: string | undefined): void {
    if (target === undefined || target === this.life.self()) {
      this.stopSelf(target === undefined ? 'noproc' : 'calling_self');
      return;
    }
    this.#busy = true;
    ask<string>(target, callEvent(workMs, thenStop), timeoutMs, (outcome) => this.#send({ type: 'ANSWER', outcome }));
  }

  /** What it has been waiting for, so it comes before what waits. */
  #answered(outcome: Outcome<string>): void {
    if ('exit' in outcome) this.stopSelf(outcome.exit);
    else this.#stage.log({ e: 'call_ok', path: this.life.path, n: this.#stage.attemptOf(this.life) });
    this.#free();
  }

  #send(event: DoEvent | AnswerEvent): void {
    if (!this.life.dead) this.life.self().send(event);
  }

  #free(): void {
    this.#busy = false;
    while (!this.#busy && !this.life.dead) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      this.#handle(next);
    }
  }

  #handle(event: AnyEventObject): void {
    switch (event.type) {
      case 'DO':
        (event as DoEvent).action(this);
        break;
      case 'SHUTDOWN':
        this.#terminate((event as ShutdownEvent).reason);
        break;
      case 'EXIT': {
        const { from, reason } = event as ExitEvent;
        this.#log('exit_msg', reason, { from: from === undefined ? 'driver' : this.#stage.pathOf(from) });
        break;
      }
      case 'DOWN': {
        const { monitor, reason } = event as DownEvent;
        this.#log('down', reason, { of: this.monitors.find((each) => each.monitor === monitor)?.of ?? null });
      }
    }
  }

  #terminate(reason: ExitReason): void {
    const { ms = 0, hang, exit_reason } = this.#behaviour.terminate ?? {};
    this.#log('terminate', reason);
    this.#busy = true;
    if (hang) return;
    if (ms === 0) this.life.exit(exit_reason ?? reason);
    else this.life.system.timers.after(ms, () => this.life.exit(exit_reason ?? reason));
  }

  #log(e: string, reason: ExitReason, more: TraceEvent = {}): void {
    this.#stage.log({
      e,
      path: this.life.path,
      n: this.#stage.attemptOf(this.life),
      ...more,
      reason: formatExit(reason),
    });
  }
}

/** The event of a call: work so long, then answer, or stop instead. */
export function callEvent(workMs: number, thenStop: string | undefined): (reply: (value: string) => void) => DoEvent {
  return (reply) => ({
    type: 'DO',
    action: (worker) => worker.work(workMs, () => (thenStop === undefined ? reply('pong') : worker.stopSelf(thenStop))),
  });
}
