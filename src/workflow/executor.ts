/** Runs workflows: how many nodes at once, how long, and what a failure means; and counts what came of it. */
import { ResourceExhausted } from '../model/llm-errors.ts';
import type { Home, Place } from './home.ts';
import type { Plan } from './plan.ts';
import { Run } from './run.ts';
import { type ExecutorSettings, runSettings } from './settings.ts';
import { Tally, type WorkflowStats } from './tally.ts';
import type { RunOptions, WorkflowResult } from './types.ts';

/** What an executor needs of a workflow. */
export interface Runnable {
  readonly name: string;
  /** @throws WorkflowInvalid */
  validate(): Plan;
}

/** A run that goes on. */
export interface WorkflowRun {
  /** `workflow:review/7` */
  readonly id: string;
  /** How it ended; rejects with Stopped when it could not begin. */
  readonly result: Promise<WorkflowResult>;
  cancel(reason?: unknown): void;
}

export class Executor {
  readonly settings: ExecutorSettings;
  readonly #home: Home;
  readonly #close: () => Promise<void>;
  readonly #running = new Set<Run>();

  /** @param close what ends with it. */
  constructor(settings: ExecutorSettings, place: Place, close: () => Promise<void> = async () => {}) {
    this.settings = settings;
    this.#home = { ...place, tally: new Tally(place.clock) };
    this.#close = close;
  }

  get name(): string {
    return this.settings.name;
  }

  /** Runs that have not ended. */
  get running(): number {
    return this.#running.size;
  }

  /** Rejects with WorkflowInvalid, BadConfig, ResourceExhausted or Stopped when it cannot begin; all else is in the result. */
  async run(workflow: Runnable, input?: unknown, options: RunOptions = {}): Promise<WorkflowResult> {
    return await this.start(workflow, input, options).result;
  }

  /**
   * Begins a run, to be cancelled or waited for.
   * @param desk where its tools are found. Default: the executor's.
   * @throws WorkflowInvalid, BadConfig, ResourceExhausted
   */
  start(workflow: Runnable, input?: unknown, options: RunOptions = {}, desk = this.#home.desk): WorkflowRun {
    const plan = workflow.validate();
    const settings = runSettings(this.settings, options);
    const { maxRuns, name } = this.settings;
    if (this.#running.size >= maxRuns)
      throw new ResourceExhausted(`executor ${name} has ${maxRuns} runs at once, which is the most; try later`, 'runs');
    const run = new Run(`workflow:${workflow.name}/${this.#home.nextRun()}`, plan, input, settings, {
      ...this.#home,
      desk,
    });
    this.#running.add(run);
    const over = (): boolean => this.#running.delete(run);
    void run.result.then(over, over);
    return run;
  }

  stats(): WorkflowStats {
    return this.#home.tally.read(this.#running.size);
  }

  resetStats(): void {
    this.#home.tally.reset();
  }

  /** Cancels what runs, and resolves when nothing of it is left. */
  async close(reason?: unknown): Promise<void> {
    for (const run of this.#running) run.cancel(reason);
    await this.drained();
    await this.#close();
  }

  /** Resolves when the runs of now have ended. */
  async drained(): Promise<void> {
    await Promise.allSettled([...this.#running].map((run) => run.result));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
