/** An executor that belongs to no runtime: a small system of its own, with the tools it was given. */
import { child, createSystem, dynamicSupervisor } from '../kernel/index.ts';
import { Stopped } from '../model/call-errors.ts';
import { type Clock, realClock } from '../model/clock.ts';
import { type Log, silentLog } from '../model/log.ts';
import type { HostTool } from '../tools/host-tool.ts';
import { HostTools } from '../tools/host-tools.ts';
import { ToolRegistry } from '../tools/registry.ts';
import type { WorkflowDesk } from './desk.ts';
import { Executor } from './executor.ts';
import { EXECUTOR_OPTIONS, type ExecutorOptions, executorSettings } from './settings.ts';

export interface LoneExecutorOptions extends ExecutorOptions {
  /** What tool nodes may call, by name; made by `tool()`. A runtime's executor has the runtime's. */
  readonly tools?: Readonly<Record<string, HostTool>>;
  /** Default: nothing is logged. */
  readonly logger?: Log;
  /** The source of time, for tests. Default: Node's clock. */
  readonly clock?: Clock;
}

/**
 * Inside a runtime use `runtime.executor()`: then tool nodes reach its pools, and runs are in its tree.
 *
 * @example await using executor = createExecutor({ preset: 'lowLatency', llm: client });
 * @throws BadConfig naming the option.
 */
export function createExecutor(options: LoneExecutorOptions = {}): Executor {
  const { tools, logger: log = silentLog, clock = realClock, ...rest } = options;
  const settings = executorSettings(rest, [...EXECUTOR_OPTIONS, 'tools', 'logger', 'clock']);
  const registry = new ToolRegistry('the executor', clock, tools);
  const system = createSystem({ clock, onFault: (error, where) => log.error({ err: error }, `${where} threw`) });
  const hostTools = new HostTools({ clock, timers: system.timers, runtime: registry, pool: () => undefined });
  const handle = system.start(child('workflows', dynamicSupervisor()));
  let runs = 0;
  const place = {
    supervisor: async () => {
      if (closed) throw new Stopped(`executor ${settings.name} is closed; make another`);
      return handle.ref;
    },
    nextRun: () => ++runs,
    timers: system.timers,
    clock,
    random: system.random,
    log,
    desk: hostDesk(hostTools),
  };
  let closed = false;
  return new Executor(settings, place, async () => {
    closed = true;
    hostTools.close();
    await handle.stop();
  });
}

const HERE = { session: undefined, pool: undefined, python: false } as const;

/** Host tools alone. */
export function hostDesk(hostTools: HostTools): WorkflowDesk {
  return {
    call: (tool, args, options) => hostTools.run({ ...HERE, ...options, tool, args, metadata: {}, caller: 'node' }),
    describe: (tool) => hostTools.list(HERE).find(({ name }) => name === tool),
  };
}
