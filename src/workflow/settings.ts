/** What executors and runs are told to do, checked and complete: the preset, then the executor's options, then the run's. */
import type { Ms } from '../model/clock.ts';
import { type Duration, toMs } from '../model/duration.ts';
import { BadConfig } from '../model/errors.ts';
import { type RetryPolicy, retryPolicy } from '../model/retry.ts';
import { refuseUnknown } from '../model/unknown-option.ts';
import type { Asks } from './desk.ts';
import { type ExecutorPreset, executorPresets, type Preset } from './presets.ts';
import type { NodePolicy } from './retry.ts';
import { type NodeSpec, RUN_OPTIONS, type RunOptions } from './types.ts';

export interface ExecutorOptions {
  /** Default: the preset's name. */
  readonly name?: string;
  /** What the options below are when they are left out. Default `balanced`. */
  readonly preset?: Preset;
  /** Nodes of a run at once. */
  readonly concurrency?: number;
  /** A run from its beginning to its end. */
  readonly timeout?: Duration;
  /** Attempts after the first, of tools that were never begun or are idempotent. */
  readonly retries?: number;
  /** The first failure ends the run, instead of what needs the failed node alone. */
  readonly failFast?: boolean;
  /** Runs at once; more are refused. Default 1,000. */
  readonly maxRuns?: number;
  /** For agents that name no client. */
  readonly llm?: Asks;
}

export interface ExecutorSettings extends ExecutorPreset {
  readonly name: string;
  readonly preset: Preset;
  readonly maxRuns: number;
  readonly llm: Asks | undefined;
}

export interface RunSettings extends ExecutorPreset, Pick<ExecutorSettings, 'llm'> {
  readonly signal: AbortSignal | undefined;
  readonly onEvent: RunOptions['onEvent'];
}

export const EXECUTOR_OPTIONS: readonly string[] = [
  'name',
  'preset',
  'concurrency',
  'timeout',
  'retries',
  'failFast',
  'maxRuns',
  'llm',
] satisfies (keyof ExecutorOptions)[];

/** @throws BadConfig naming the option, e.g. `executor.timeout`. */
export function executorSettings(options: ExecutorOptions, names = EXECUTOR_OPTIONS): ExecutorSettings {
  refuseUnknown('executor', options, names);
  const { preset = 'balanced', maxRuns = 1_000, llm } = options;
  const presets = Object.keys(executorPresets);
  if (!presets.includes(preset)) throw new BadConfig('executor.preset', preset, presets.join(', '));
  const { name = preset } = options;
  if (typeof name !== 'string' || name === '') throw new BadConfig('executor.name', name, 'a name');
  const common = overridden('executor', executorPresets[preset], options);
  return { ...common, name, preset, maxRuns: whole('executor.maxRuns', maxRuns, 1), llm };
}

/** @throws BadConfig naming the option, e.g. `run.timeout`. */
export function runSettings(executor: ExecutorSettings, options: RunOptions): RunSettings {
  refuseUnknown('run', options, RUN_OPTIONS);
  const { signal, onEvent } = options;
  if (onEvent !== undefined && typeof onEvent !== 'function') throw new BadConfig('run.onEvent', onEvent, 'a function');
  return { ...overridden('run', executor, options), llm: options.llm ?? executor.llm, signal, onEvent };
}

function overridden(
  field: string,
  base: ExecutorPreset,
  options: Pick<RunOptions, 'concurrency' | 'timeout' | 'retries' | 'failFast'>,
): ExecutorPreset {
  const { concurrency = base.concurrency, retries = base.retries, failFast = base.failFast } = options;
  const timeoutMs = options.timeout === undefined ? base.timeoutMs : toMs(options.timeout, `${field}.timeout`);
  if (timeoutMs === 0) throw new BadConfig(`${field}.timeout`, options.timeout, 'more than 0 ms');
  if (typeof failFast !== 'boolean') throw new BadConfig(`${field}.failFast`, failFast, 'true or false');
  return {
    concurrency: whole(`${field}.concurrency`, concurrency, 1),
    timeoutMs,
    retries: whole(`${field}.retries`, retries, 0),
    failFast,
  };
}

function whole(field: string, value: number, least: number): number {
  if (Number.isInteger(value) && value >= least) return value;
  throw new BadConfig(field, value, `a whole number, ${least} or more`);
}

export interface NodeLimits extends NodePolicy {
  /** One attempt. */
  readonly timeoutMs: Ms;
}

/** How often and how long a node may try. */
export function nodeLimits({ retry, timeout }: NodeSpec, retries: number): NodeLimits {
  const own = retry === undefined || retry === false ? retry : retryPolicy('retry', retry);
  return { own, common: commonPolicy(retries), timeoutMs: timeout === undefined ? Infinity : toMs(timeout, 'timeout') };
}

function commonPolicy(retries: number): RetryPolicy {
  return { initialMs: 100, factor: 2, maximumMs: 5_000, attempts: retries + 1, final: [] };
}
