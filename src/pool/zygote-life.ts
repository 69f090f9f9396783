/** The zygote machine's hands: one process, for one life, from its turn at the gate to its end. */
import type { ZygoteCommand, ZygoteEvent, ZygoteInput } from '../../machines/zygote.ts';
import type { Timer } from '../kernel/index.ts';
import type { Ms } from '../model/clock.ts';
import { workerEnvironment } from '../port/environment.ts';
import { Zygote } from '../port/zygote.ts';
import type { Workshop } from '../worker/incarnation.ts';
import type { Owner } from '../worker/owner.ts';
import { REAP_MS } from '../worker/settings.ts';
import type { Pass } from '../worker/spawn-gate.ts';
import type { PoolSettings } from './options.ts';

export interface ZygoteLifeOptions extends ZygoteInput {
  readonly settings: PoolSettings;
  readonly python: string;
  readonly workshop: Workshop;
  readonly owner: Pick<Owner, 'printed'>;
  readonly tell: (event: ZygoteEvent) => void;
  /** A fork that did not take place. */
  readonly failed: (why: string) => void;
  /** What it has imported is not what is on disk. */
  readonly stale: (file: string) => void;
}

export class ZygoteLife {
  readonly #options: ZygoteLifeOptions;
  readonly #pass: Pass;
  #zygote: Zygote | undefined;
  #deadline: Timer | undefined;

  constructor(options: ZygoteLifeOptions) {
    this.#options = options;
    this.#pass = options.workshop.gate.enter(() => this.#start());
  }

  /** Undefined until its turn has come. */
  get zygote(): Zygote | undefined {
    return this.#zygote;
  }

  obey(command: ZygoteCommand): void {
    switch (command.type) {
      case 'ARM':
        return this.#arm(command.deadline === 'import' ? this.#options.settings.startMs : REAP_MS);
      case 'DISARM':
        return this.#disarm();
      case 'KILL':
        return this.#kill();
    }
  }

  /** The actor has ended: nothing of this life stays behind. */
  dispose(): void {
    this.#disarm();
    this.#pass.leave();
    this.#zygote?.dispose();
  }

  #start(): void {
    const { settings, python, workshop, owner, zygote: id, incarnation, tell, failed, stale } = this.#options;
    const { adapter, cwd, expose = null } = settings;
    const settled = (event: ZygoteEvent): void => {
      this.#pass.leave();
      tell(event);
    };
    this.#zygote = new Zygote({
      launcher: workshop.launcher,
      clock: workshop.clock,
      imports: { adapter, paths: [cwd], expose },
      python,
      args: [workshop.pythonHome, `${id}#${incarnation}`],
      cwd,
      env: {
        ...workerEnvironment(process.env, { required: settings.inherit, env: settings.env }),
        VIVARIUM_LANE: settings.lane,
        VIVARIUM_WORKER: id,
        VIVARIUM_INCARNATION: String(incarnation),
      },
      onSpawn: () => {},
      onLine: (stream, line) => owner.printed(id, incarnation, stream, line),
      onReady: () => settled({ type: 'READY' }),
      onUnfit: (why) => settled({ type: 'UNFIT', why }),
      onFailed: failed,
      onStale: stale,
      onError: ({ message }) => settled({ type: 'START_FAILED', message }),
      onEnded: (explanation) => settled({ type: 'ENDED', explanation }),
      onExit: () => {},
    });
  }

  /** One that has no process yet has ended by that. */
  #kill(): void {
    const running = this.#zygote?.pid !== undefined;
    this.#zygote?.dispose();
    this.#pass.leave();
    if (!running) this.#options.tell({ type: 'ENDED', explanation: 'its process was never started' });
  }

  #arm(ms: Ms): void {
    this.#disarm();
    this.#deadline = this.#options.workshop.timers.after(ms, () => this.#options.tell({ type: 'DEADLINE_PASSED' }));
  }

  #disarm(): void {
    if (this.#deadline !== undefined) this.#options.workshop.timers.cancel(this.#deadline);
    this.#deadline = undefined;
  }
}
