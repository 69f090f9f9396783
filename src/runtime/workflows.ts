/** The executors of a runtime, and the supervisor under which their runs live: in its tree as soon as there is one. */
import { type AnyActorRef, askSupervisor, child, dynamicSupervisor, type Life, type System } from '../kernel/index.ts';
import type { LlmDesk } from '../llm/operations.ts';
import { Stopped } from '../model/call-errors.ts';
import type { Ms } from '../model/clock.ts';
import { BadConfig } from '../model/errors.ts';
import { formatExit } from '../model/exit.ts';
import type { Log } from '../model/log.ts';
import { Session } from '../session/session.ts';
import type { ToolContext } from '../tools/context.ts';
import type { HostTool } from '../tools/host-tool.ts';
import type { WorkflowDesk } from '../workflow/desk.ts';
import { Executor } from '../workflow/executor.ts';
import { workflowOperations } from '../workflow/operations.ts';
import type { Preset } from '../workflow/presets.ts';
import { type ExecutorOptions, executorSettings } from '../workflow/settings.ts';
import type { WorkflowStats } from '../workflow/tally.ts';
import { type DeskParts, workflowDesk } from './workflow-desk.ts';

export interface WorkflowsBase {
  readonly system: System;
  readonly log: Log;
}

const MOST_EXECUTORS = 100;

export class RuntimeWorkflows {
  readonly #base: WorkflowsBase;
  readonly #parts: () => DeskParts;
  readonly #executors = new Map<string, Executor>();
  #root: AnyActorRef | undefined;
  #begun: Promise<void> | undefined;
  #life: Life | undefined;
  #runs = 0;

  /** @param parts asked when the first tool is called. */
  constructor(base: WorkflowsBase, parts: () => DeskParts) {
    this.#base = base;
    this.#parts = parts;
  }

  /** The one of that name, made when there is none. @throws BadConfig naming the option, or when its name means another. */
  executor(which: Preset | ExecutorOptions): Executor {
    const settings = executorSettings(typeof which === 'string' ? { preset: which } : which);
    const found = this.#executors.get(settings.name);
    if (found !== undefined) {
      const { llm, ...own } = settings;
      const { llm: others, ...same } = found.settings;
      if (llm === others && JSON.stringify(own) === JSON.stringify(same)) return found;
      throw new BadConfig(
        'executor.name',
        settings.name,
        'a name of its own: the executor of that name is set otherwise',
      );
    }
    if (this.#executors.size >= MOST_EXECUTORS)
      throw new BadConfig('executor.name', settings.name, `one of the ${MOST_EXECUTORS} executors that there are`);
    const { system, log } = this.#base;
    const { clock, timers, random } = system;
    const supervisor = (): Promise<AnyActorRef> => this.#supervisor();
    const nextRun = (): number => ++this.#runs;
    const executor = new Executor(settings, { supervisor, nextRun, clock, timers, random, log, desk: this.#desk() });
    this.#executors.set(settings.name, executor);
    return executor;
  }

  /** What Python reaches them by. */
  operations(llm: LlmDesk): Readonly<Record<string, HostTool>> {
    return workflowOperations({
      llm: (config) => llm.llm(config),
      executor: (preset) => this.executor(preset),
      desk: (context) => this.#desk(context),
    });
  }

  /** By executor. */
  metrics(): Readonly<Record<string, WorkflowStats>> {
    return Object.fromEntries([...this.#executors].map(([name, executor]) => [name, executor.stats()]));
  }

  get running(): number {
    return [...this.#executors.values()].reduce((sum, { running }) => sum + running, 0);
  }

  /** The tree runs: so can workflows. */
  started(root: AnyActorRef): void {
    this.#root = root;
  }

  /** Begins no more. */
  close(): void {
    this.#root = undefined;
  }

  /** Begins no more; resolves when no run is left, or when the time is over. */
  async drained(graceMs: Ms): Promise<void> {
    this.close();
    const { timers } = this.#base.system;
    await new Promise<void>((resolve) => {
      const timer = timers.after(graceMs, resolve);
      const all = [...this.#executors.values()].map((executor) => executor.drained());
      void Promise.all(all).then(() => {
        timers.cancel(timer);
        resolve();
      });
    });
  }

  async #supervisor(): Promise<AnyActorRef> {
    const root = this.#root;
    if (root === undefined) throw new Stopped('the runtime is not running');
    this.#begun ??= new Promise((resolve, reject) => {
      const refused = (why: string): void => reject(new Stopped(`workflows cannot run: ${why}`));
      const keep = (life: Life): void => {
        this.#life = life;
      };
      const spec = child('workflows', dynamicSupervisor(), { input: keep });
      askSupervisor(
        root,
        { type: 'start_child', spec },
        (result) => ('error' in result ? refused(formatExit(result.error)) : resolve()),
        (reason) => refused(formatExit(reason)),
      );
    });
    await this.#begun;
    if (this.#life === undefined) throw new Stopped('the runtime is not running');
    return this.#life.self();
  }

  /** Without a context: code of this process asks. */
  #desk(context?: ToolContext): WorkflowDesk {
    const { session, caller = 'node', metadata = {} } = context ?? {};
    const behalf = {
      session: session instanceof Session ? session : undefined,
      pool: typeof caller === 'object' ? caller.pool : undefined,
      python: context !== undefined,
      caller,
      metadata,
    };
    const desk = (): WorkflowDesk => workflowDesk(this.#parts(), behalf);
    return { call: (...call) => desk().call(...call), describe: (tool) => desk().describe(tool) };
  }
}
