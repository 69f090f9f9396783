/**
 * How a forked process has ended. Its zygote is told by the system and tells us; once that is gone, or says nothing,
 * the process is looked for until there is none.
 */
import type { Clock, Ms, TimerId } from '../model/clock.ts';
import { type ProcState, readProc } from './proc.ts';

/** Between looks. */
const LOOK_MS: Ms = 25;

/** From the end of the life pipe: a zygote that is well has told by then. */
const PATIENCE_MS: Ms = 250;

export type Ended = (code: number | null, signal: NodeJS.Signals | null) => void;

export class ExitWatch {
  readonly #pid: number;
  readonly #clock: Clock;
  readonly #ended: Ended;
  #timer: TimerId | undefined;
  #over = false;

  constructor(pid: number, clock: Clock, ended: Ended) {
    this.#pid = pid;
    this.#clock = clock;
    this.#ended = ended;
  }

  /** The zygote says how. */
  told(code: number | null, signal: NodeJS.Signals | null): void {
    if (this.#over) return;
    this.#over = true;
    this.#clock.clearTimeout(this.#timer);
    this.#ended(code, signal);
  }

  /** Nobody will tell: the zygote has gone. */
  orphaned(): void {
    this.#look(undefined);
  }

  /** The life pipe has ended, which as a rule means that the process has. */
  silent(): void {
    this.#later(() => this.#look(undefined), PATIENCE_MS);
  }

  /** `startTime`: of the process when it was first looked at; one that began later only has its number. */
  #look(startTime: number | undefined): void {
    void readProc(this.#pid).then((proc) => {
      if (this.#over) return;
      if (hasEnded(proc, startTime)) this.told(null, null);
      else this.#later(() => this.#look(proc?.startTime), LOOK_MS);
    });
  }

  #later(run: () => void, ms: Ms): void {
    if (this.#over) return;
    this.#clock.clearTimeout(this.#timer);
    this.#timer = this.#clock.setTimeout(run, ms, { keepAlive: false });
  }
}

function hasEnded(proc: ProcState | null, startTime: number | undefined): boolean {
  if (proc === null || 'ZX'.includes(proc.state)) return true;
  return startTime !== undefined && proc.startTime !== startTime;
}
