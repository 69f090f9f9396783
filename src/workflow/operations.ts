/**
 * Workflows as Python reaches them: host tools of reserved names, over the lane and over the session plane. Arguments and
 * answers are JSON with Python's spelling; times are seconds in arguments, milliseconds in answers (`…_ms`).
 */
import type { ConfigArguments } from '../llm/operations-arguments.ts';
import { withoutNulls } from '../llm/question.ts';
import type { WireAnswer } from '../llm/wire.ts';
import type { ToolContext } from '../tools/context.ts';
import type { HostTool } from '../tools/host-tool.ts';
import { tool } from '../tools/tool.ts';
import type { Asks, WorkflowDesk } from './desk.ts';
import type { Executor, WorkflowRun } from './executor.ts';
import { RUN, STATS } from './operations-schema.ts';
import type { Preset } from './presets.ts';
import type { RunOptions } from './types.ts';
import { type WireWorkflow, wireEvent, wireFailure, wireResult, wireStats, workflowOf } from './wire.ts';

/** What Python passes to `vivarium.workflow.run`. */
export interface RunArguments {
  readonly workflow: WireWorkflow;
  readonly input?: unknown;
  /** Which model agents ask. */
  readonly config?: ConfigArguments;
  /** Default `balanced`. */
  readonly preset?: Preset;
  /** Seconds. */
  readonly timeout?: number;
  readonly retries?: number;
  readonly concurrency?: number;
  readonly fail_fast?: boolean;
}

/** Where operations find what they work with. */
export interface WorkflowOperationsDesk {
  /** @throws BadConfig */
  llm(config: ConfigArguments): Asks;
  /** @throws BadConfig */
  executor(preset: Preset): Executor;
  /** Tools as whoever asks may call them. */
  desk(context: ToolContext): WorkflowDesk;
}

export function workflowOperations(desk: WorkflowOperationsDesk): Readonly<Record<string, HostTool>> {
  return {
    'vivarium.workflow.run': tool({
      ...RUN,
      timeout: 'infinity', // the run's own timeout ends it
      execute: (args, context) => answer(async () => wireResult(await begin(withoutNulls(args), context, desk).result)),
    }),
    'vivarium.workflow.stream': tool({
      ...RUN,
      streaming: true,
      timeout: 'infinity',
      execute: (args, context) => progress(withoutNulls(args), context, desk),
    }),
    'vivarium.workflow.stats': tool({
      ...STATS,
      execute: (args) =>
        answer(async () => wireStats(desk.executor(withoutNulls<RunArguments>(args).preset ?? 'balanced'))),
    }),
  };
}

function begin(
  args: RunArguments,
  context: ToolContext,
  desk: WorkflowOperationsDesk,
  onEvent?: RunOptions['onEvent'],
): WorkflowRun {
  const { workflow, input, config, preset = 'balanced', timeout, retries, concurrency, fail_fast: failFast } = args;
  const tools = desk.desk(context);
  const options: RunOptions = {
    signal: context.signal,
    ...(timeout === undefined ? {} : { timeout: timeout * 1_000 }),
    ...(retries === undefined ? {} : { retries }),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(failFast === undefined ? {} : { failFast }),
    ...(config === undefined ? {} : { llm: desk.llm(withoutNulls(config)) }),
    ...(onEvent === undefined ? {} : { onEvent }),
  };
  return desk.executor(preset).start(workflowOf(workflow, tools), input, options, tools);
}

async function answer(work: () => Promise<unknown>): Promise<WireAnswer<unknown>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, error: wireFailure(error) };
  }
}

/**
 * `{type: 'event', event}` for each step, and at the end `{type: 'result', value}` or `{type: 'error', error}`. A run has so
 * many steps as it has attempts: what waits to be read is bounded by that. Leaving the loop cancels the run.
 */
async function* progress(
  args: RunArguments,
  context: ToolContext,
  desk: WorkflowOperationsDesk,
): AsyncGenerator<unknown> {
  const waiting: unknown[] = [];
  let wake = (): void => {};
  let run: WorkflowRun | undefined;
  try {
    run = begin(args, context, desk, (event) => {
      waiting.push({ type: 'event', event: wireEvent(event) });
      wake();
    });
    let over = false;
    const end = (): void => {
      over = true;
      wake();
    };
    void run.result.then(end, end);
    while (!over || waiting.length > 0) {
      yield* waiting.splice(0);
      if (!over && waiting.length === 0)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
    yield { type: 'result', value: wireResult(await run.result) };
  } catch (error) {
    yield { type: 'error', error: wireFailure(error) };
  } finally {
    run?.cancel('its reader has left');
  }
}
