/**
 * A pool's zygote: whether there is one, the child that keeps one alive, and who forks from it. Without one, or while it
 * is down, workers are spawned; nobody else notices.
 */
import { type ZygoteCommand, type ZygoteEvent, type ZygoteInput, zygoteMachine } from '../../machines/zygote.ts';
import {
  type AnyActorRef,
  type ChildSpec,
  child,
  fromCallback,
  type Life,
  supervise,
  supervisor,
} from '../kernel/index.ts';
import { isVivariumError } from '../model/errors.ts';
import type { Forker, Port, PortOptions } from '../port/port.ts';
import type { Workshop } from '../worker/incarnation.ts';
import type { Owner } from '../worker/owner.ts';
import type { Pass, SpawnGate } from '../worker/spawn-gate.ts';
import type { PoolSettings } from './options.ts';
import { ZygoteLife } from './zygote-life.ts';

/** `off`: not wanted, or not possible here. `down`: it has ended, and another may start. */
export type ZygoteState = 'off' | 'importing' | 'ready' | 'down';

/** One that has a process. */
export interface ZygoteInfo {
  /** `zygote:ml` */
  readonly id: string;
  readonly pid: number;
}

export interface PoolZygoteOptions {
  readonly settings: PoolSettings;
  readonly workshop: Workshop;
  readonly owner: Pick<Owner, 'printed'>;
}

/** So many crashes of it within the pool's `period` are mended; then the pool goes on without. */
const INTENSITY = 3;

export class PoolZygote implements Forker {
  readonly #options: PoolZygoteOptions;
  readonly #id: string;
  readonly #waiting = new Set<() => void>();
  #state: ZygoteState = 'off';
  /** The pool has just been started: its workers wait for the zygote instead of importing beside it. */
  #first = true;
  #life: ZygoteLife | undefined;
  #supervisor: (() => AnyActorRef) | undefined;
  #complained = false;
  #renewing: Promise<void> | undefined;

  constructor(options: PoolZygoteOptions) {
    this.#options = options;
    this.#id = `zygote:${options.settings.name}`;
  }

  get state(): ZygoteState {
    return this.#state;
  }

  /** Undefined while it has no process. */
  info(): ZygoteInfo | undefined {
    const pid = this.#state === 'off' || this.#state === 'down' ? undefined : this.#life?.zygote?.pid;
    return pid === undefined ? undefined : { id: this.#id, pid };
  }

  fork(options: PortOptions): Port | undefined {
    return this.#state === 'ready' ? this.#life?.zygote?.fork(options) : undefined;
  }

  /** What the pool's workers are started with: forked where that is possible, and not before it is known. */
  workshop(): Workshop {
    const { workshop } = this.#options;
    const gate: SpawnGate = { enter: (go) => this.#enter(workshop.gate, go) };
    return { ...workshop, gate, launcher: (options) => workshop.launcher({ ...options, zygote: this }) };
  }

  /** Undefined when there is to be none. */
  child(python: string): ChildSpec | undefined {
    const { settings, workshop } = this.#options;
    if (settings.zygote === false) return undefined;
    if (!workshop.forks) {
      if (settings.zygote === true) this.#complain('workers can be forked on Linux only');
      return undefined;
    }
    const { periodMs: period, backoff } = settings;
    const one = child(this.#id, this.#machine(python), {
      restart: 'transient',
      backoff,
      shutdown: 'infinity',
      input: ({ incarnation }: Life): ZygoteInput => ({ zygote: this.#id, incarnation }),
    });
    // Temporary: that it gives up is no reason to restart the workers, which come after it.
    return child('zygote', supervise({ intensity: INTENSITY, period, children: [one] }), {
      restart: 'temporary',
      input: (life: Life) => {
        this.#first = true;
        this.#supervisor = () => life.self();
      },
    });
  }

  /** Starts another, which imports what is new. Resolves when it is known how that went; harmless without one. */
  renew(): Promise<void> {
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  async #renew(): Promise<void> {
    if (this.#supervisor === undefined) return;
    try {
      const keeper = supervisor(this.#supervisor());
      await keeper.terminateChild(this.#id);
      await keeper.restartChild(this.#id);
    } catch (error) {
      if (!isVivariumError(error, 'VIV_STOPPED')) throw error;
      return; // it has given up, or the pool has stopped
    }
    await new Promise<void>((resolve) => this.#whenSettled(resolve));
  }

  #machine(python: string): typeof zygoteMachine {
    const process = fromCallback<ZygoteCommand, ZygoteInput>(({ input, sendBack, receive }) => {
      this.#state = 'importing';
      const life = new ZygoteLife({
        ...this.#options,
        ...input,
        python,
        failed: (why) => this.#complain(why),
        stale: (file) => this.#outdated(file),
        tell: (event) => {
          this.#heard(event);
          sendBack(event);
        },
      });
      this.#life = life;
      receive((command) => life.obey(command));
      return () => {
        life.dispose();
        this.#become('down');
      };
    });
    return zygoteMachine.provide({ actors: { process } });
  }

  #heard(event: ZygoteEvent): void {
    if (event.type === 'UNFIT') this.#complain(event.why);
    if (event.type === 'READY') {
      this.#complained = false;
      this.#become('ready');
    } else this.#become('down');
  }

  #become(state: ZygoteState): void {
    this.#state = state;
    this.#first = false;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const go of waiting) go();
  }

  /** A worker that starts runs the code of now, whether it is forked or not. */
  #outdated(file: string): void {
    if (this.#renewing !== undefined) return;
    const { settings, workshop } = this.#options;
    workshop.log.info(
      { pool: settings.name, file },
      `pool ${settings.name} imports its adapter anew: ${file} has changed`,
    );
    void this.renew();
  }

  /** Once for a reason that stays, not for each worker. */
  #complain(why: string): void {
    if (this.#complained) return;
    this.#complained = true;
    const { settings, workshop } = this.#options;
    const level = settings.zygote === true ? 'warn' : 'info';
    workshop.log[level](
      { pool: settings.name, why },
      `pool ${settings.name} starts its workers without a zygote: ${why}`,
    );
  }

  #whenSettled(go: () => void): void {
    if (this.#state === 'importing') this.#waiting.add(go);
    else go();
  }

  #enter(gate: SpawnGate, go: () => void): Pass {
    if (!this.#first || this.#state !== 'importing') return gate.enter(go);
    let pass: Pass | undefined;
    const enter = (): void => {
      pass = gate.enter(go);
    };
    this.#waiting.add(enter);
    return {
      leave: () => {
        this.#waiting.delete(enter);
        pass?.leave();
      },
    };
  }
}
