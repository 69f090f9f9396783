/**
 * The session machine's hands: starts an actor for each session that is awake, tells it facts, and carries out what it
 * decides. An actor that is killed or crashes is no more than a session that goes to rest early: its record is in the store.
 */
import { type SessionEvent, type SessionInput, type SessionStateName, sessionMachine } from '../../machines/session.ts';
import {
  type AnyActorRef,
  askSupervisor,
  child,
  type Life,
  type LifecycleEvent,
  type Timer,
  type Timers,
} from '../kernel/index.ts';
import { Stopped } from '../model/call-errors.ts';
import type { Ms } from '../model/clock.ts';
import type { Log } from '../model/log.ts';
import type { SessionCore } from './core.ts';
import { STORE_MS, unanswered } from './in-time.ts';
import type { SessionStore } from './store.ts';

export interface LivesOptions {
  readonly timers: Timers;
  readonly store: SessionStore;
  readonly log: Log;
  /** It has come into this state. */
  readonly entered: (core: SessionCore, state: SessionStateName) => void;
  /** Ends the calls that are in flight in it. */
  readonly abandon: (core: SessionCore) => void;
  /** Its record is being deleted; its name is free. */
  readonly leaves: (core: SessionCore, gone: Promise<void>) => void;
  /** Settles when the last session of that name has gone. */
  readonly gone: (id: string) => Promise<void> | undefined;
}

/** A session that has an actor. */
interface Awake {
  readonly core: SessionCore;
  life: Life | undefined;
  /** Events that came before its actor ran. */
  mail: SessionEvent[] | undefined;
  deadline: Timer | undefined;
  graceMs: Ms;
  failure: unknown;
}

export class Lives {
  /** The supervisor of sessions, while it runs. */
  supervisor: (() => AnyActorRef) | undefined;
  readonly #options: LivesOptions;
  readonly #bySerial = new Map<number, Awake>();
  readonly #byPid = new Map<number, Awake>();
  /** One for all: which session it is about is in the machine's context. */
  readonly #logic = sessionMachine.provide({
    actions: {
      show: ({ context }, state) => this.#with(context, (awake) => this.#show(awake, state)),
      arm: ({ context }, wait) => this.#with(context, (awake) => this.#arm(awake, wait)),
      disarm: ({ context }) => this.#with(context, (awake) => this.#disarm(awake)),
      load: ({ context }) => this.#with(context, (awake) => this.#load(awake)),
      drain: ({ context }) => this.#with(context, (awake) => this.#drain(awake)),
      abandon: ({ context }) => this.#with(context, ({ core }) => this.#options.abandon(core)),
      forget: ({ context }) => this.#with(context, (awake) => this.#forget(awake)),
    },
  });

  constructor(options: LivesOptions) {
    this.#options = options;
  }

  /** @throws Stopped when the runtime does not run. */
  wake(core: SessionCore): void {
    if (this.supervisor === undefined) throw new Stopped('the runtime is not running', { session: core.id });
    const awake: Awake = {
      core,
      life: undefined,
      mail: [],
      deadline: undefined,
      graceMs: 0,
      failure: undefined,
    };
    this.#bySerial.set(core.serial, awake);
    core.state = 'opening'; // its machine says so too, when its turn has come
    const input = (life: Life): SessionInput => {
      awake.life = life;
      this.#byPid.set(life.pid, awake);
      return { session: core.id, serial: core.serial };
    };
    const spec = child(`session:${core.id}`, this.#logic, { restart: 'temporary', input });
    askSupervisor(
      this.supervisor(),
      { type: 'start_child', spec },
      (result) => ('ok' in result ? this.#deliver(awake) : this.#lost(awake)),
      () => this.#lost(awake),
    );
  }

  tell(core: SessionCore, event: SessionEvent): void {
    const awake = this.#bySerial.get(core.serial);
    if (awake?.mail !== undefined) awake.mail.push(event);
    else awake?.life?.self().send(event);
  }

  /** Ends it. `graceMs`: what is in flight gets to end by itself. */
  end(core: SessionCore, how: 'closed' | 'expired', graceMs: Ms): void {
    if (core.state === 'parked') this.wake(core);
    core.ordered ??= how;
    const awake = this.#bySerial.get(core.serial);
    if (awake !== undefined) awake.graceMs = graceMs;
    this.tell(core, { type: how === 'closed' ? 'CLOSE' : 'EXPIRE' });
  }

  /** An actor has ended. If its machine did not come to an end before, its session rests. */
  lifecycle({ type, pid }: LifecycleEvent): void {
    if (pid === undefined || (type !== 'exit' && type !== 'stopped' && type !== 'start_failed')) return;
    const awake = this.#byPid.get(pid);
    if (awake !== undefined) this.#lost(awake);
  }

  #with({ serial }: SessionInput, run: (awake: Awake) => void): void {
    const awake = this.#bySerial.get(serial);
    if (awake !== undefined) run(awake);
  }

  #deliver(awake: Awake): void {
    const mail = awake.mail ?? [];
    awake.mail = undefined;
    for (const event of mail) awake.life?.self().send(event);
  }

  #show(awake: Awake, state: SessionStateName): void {
    const { core } = awake;
    core.state = state;
    if (state === 'active') core.release();
    else if (state === 'closing') core.failWatchers();
    else if (state !== 'opening') this.#ended(awake, awake.failure ?? core.refusal());
    core.forgetIdle();
    core.watchIdle();
    this.#options.entered(core, state);
  }

  #lost(awake: Awake): void {
    if (this.#bySerial.get(awake.core.serial) !== awake) return;
    const { core } = awake;
    core.draining = false;
    awake.failure = new Stopped(`session ${core.id} was ended while it was ${core.state}; try again`, {
      session: core.id,
    });
    this.#show(awake, 'parked');
  }

  #ended(awake: Awake, error: unknown): void {
    this.#disarm(awake);
    this.#bySerial.delete(awake.core.serial);
    if (awake.life !== undefined) this.#byPid.delete(awake.life.pid);
    awake.core.rest(error);
  }

  #arm(awake: Awake, wait: 'load' | 'drain' | 'forget'): void {
    this.#disarm(awake);
    const passed = (): void => {
      if (wait === 'load') awake.failure = unanswered(`session ${awake.core.id} was read`);
      this.tell(awake.core, { type: 'DEADLINE_PASSED' });
    };
    const label = { of: `session:${awake.core.id}`, what: `${wait} deadline` };
    awake.deadline = this.#options.timers.after(wait === 'drain' ? awake.graceMs : STORE_MS, passed, { label });
  }

  #disarm(awake: Awake): void {
    if (awake.deadline !== undefined) this.#options.timers.cancel(awake.deadline);
    awake.deadline = undefined;
  }

  #load(awake: Awake): void {
    const { core } = awake;
    const { store, gone } = this.#options;
    const read = async (): Promise<void> => {
      try {
        await gone(core.id);
        const kept = await store.load(core.id);
        if (this.#bySerial.get(core.serial) !== awake) return;
        core.load(kept ?? core.fresh());
        this.tell(core, { type: 'LOADED' });
      } catch (error) {
        awake.failure = error;
        this.tell(core, { type: 'LOAD_FAILED' });
      }
    };
    void read();
  }

  #drain({ core }: Awake): void {
    if (core.inFlight === 0) this.tell(core, { type: 'DRAINED' });
    else core.draining = true;
  }

  #forget({ core }: Awake): void {
    const { store, log, leaves } = this.#options;
    core.forgotten = true;
    const forget = async (): Promise<void> => {
      await core.tail;
      try {
        await store.delete(core.id);
      } catch (error) {
        log.error({ session: core.id, err: error }, `session ${core.id} is over, but its record could not be deleted`);
      }
      this.tell(core, { type: 'FORGOTTEN' });
    };
    leaves(core, forget());
  }
}
