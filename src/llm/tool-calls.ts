/** The calls that one answer of a model asks for: checked, carried out side by side, each with a result or what went wrong. */

import type { Timers } from '../kernel/index.ts';
import type { Clock } from '../model/clock.ts';
import { Attempt } from './attempt.ts';
import type { Errand } from './errand.ts';
import type { ModelCall } from './model.ts';
import type { ReadyTool } from './tools.ts';
import type { Message, ToolCall, ToolCallDone } from './types.ts';

export interface ToolRun {
  readonly client: string;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly errand: Errand;
  readonly tools: ReadonlyMap<string, ReadyTool>;
  /** What was said so far. */
  readonly messages: readonly Message[];
}

export interface CallsDone {
  readonly done: readonly ToolCallDone[];
  /** Whoever asked is to carry these out. */
  readonly pending: readonly ToolCall[];
}

/** Rejects only when the errand ends: a tool that fails is told to the model, which may know what to do. */
export async function carryOut(calls: readonly ModelCall[], run: ToolRun): Promise<CallsDone> {
  const isPending = (call: ModelCall): boolean => {
    const tool = run.tools.get(call.name);
    return call.problem === undefined && tool !== undefined && tool.run === undefined;
  };
  const own = calls.filter((call) => !isPending(call));
  const done = await Promise.all(own.map((call) => carryOutOne(call, run)));
  run.errand.signal.throwIfAborted();
  const pending = calls.filter(isPending).map(({ id, name, args }) => ({ id, name, args }));
  return { done, pending };
}

/** What the model is told of them. */
export function toolMessage(done: readonly ToolCallDone[]): Message {
  const content = done.map(({ id, name, result, error }) => ({
    type: 'tool-result',
    toolCallId: id,
    toolName: name,
    output: error === undefined ? outputOf(result) : { type: 'error-text', value: error },
  }));
  return { role: 'tool', content };
}

const outputOf = (value: unknown) => (typeof value === 'string' ? { type: 'text', value } : { type: 'json', value });

async function carryOutOne(call: ModelCall, run: ToolRun): Promise<ToolCallDone> {
  const { id, name, args } = call;
  const { clock, errand } = run;
  const since = clock.now();
  try {
    const result = await resultOf(call, run);
    return { id, name, args, result, durationMs: clock.now() - since };
  } catch (error) {
    errand.signal.throwIfAborted();
    const message = error instanceof Error ? error.message : String(error);
    return { id, name, args, error: message, durationMs: clock.now() - since };
  }
}

async function resultOf({ id, name, args, problem }: ModelCall, run: ToolRun): Promise<unknown> {
  const { client, timers, errand, tools, messages } = run;
  const tool = tools.get(name);
  if (tool?.run === undefined)
    throw new Error(`there is no tool ${name}: there are ${[...tools.keys()].join(', ') || 'none'}`);
  if (problem !== undefined) throw new Error(problem);
  const checked = await tool.check(args);
  if ('problem' in checked) throw new Error(checked.problem);
  const attempt = new Attempt({ client, timers }, errand);
  try {
    const scope = { toolCallId: id, messages, abortSignal: attempt.signal };
    const work = Promise.resolve(tool.run(checked.value, scope)).then(lastOf);
    return asJson(await attempt.within(tool.timeoutMs, `tool ${name}`, work));
  } finally {
    attempt.close();
  }
}

/** A generator of the AI SDK's kind: its last value is the result. */
async function lastOf(value: unknown): Promise<unknown> {
  if (typeof value !== 'object' || value === null || !(Symbol.asyncIterator in value)) return value;
  let last: unknown;
  for await (const each of value as AsyncIterable<unknown>) last = each;
  return last;
}

/** What the model can be told: JSON, with whole numbers beyond 2^53 as text. */
function asJson(value: unknown): unknown {
  const text = JSON.stringify(value ?? null, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each));
  return text === undefined ? null : JSON.parse(text);
}
