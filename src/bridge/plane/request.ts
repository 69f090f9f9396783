/** What every request has in common, read and checked: names, arguments in Anys, the nearer deadline. */
import type { Ms } from '../../model/clock.ts';
import { type Any, type Dialect, decodeAny } from './any.ts';
import { invalid } from './refusal.ts';
import type { Rpc } from './service.ts';
import type { PlaneCall } from './types.ts';

/** The text of a field that must not be empty. @throws Refusal */
export function required(text: string, field: string): string {
  if (text === '') throw invalid(`${field} is empty: it names what the call is about`);
  return text;
}

export interface CallFields {
  readonly session: string;
  readonly tool: string;
  readonly toolField: string;
  readonly args?: readonly Any[];
  readonly kwargs: Readonly<Record<string, Any>>;
  /** What the arguments are called in refusals, `kwargs`. */
  readonly kwargsField: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** 0 for none. */
  readonly timeoutMs?: Ms;
  readonly dialect: Dialect;
}

/** @throws Refusal naming the field */
export function readCall(fields: CallFields, rpc: Rpc): PlaneCall {
  const { session, tool, toolField, args = [], kwargs, kwargsField, metadata, timeoutMs = 0, dialect } = fields;
  if (!(timeoutMs >= 0)) throw invalid(`timeout_ms is ${timeoutMs}: expected milliseconds, or 0 for none`);
  return {
    session: session === '' ? undefined : session,
    tool: required(tool, toolField),
    args: readArguments(kwargs, kwargsField, dialect),
    positional: args.map((any, index) => decodeAny(any, `args[${index}]`, dialect)),
    timeoutMs: Math.min(rpc.timeoutMs, timeoutMs === 0 ? Infinity : timeoutMs),
    signal: rpc.signal,
    metadata,
  };
}

function readArguments(
  kwargs: Readonly<Record<string, Any>>,
  field: string,
  dialect: Dialect,
): Record<string, unknown> {
  const args: Record<string, unknown> = {};
  for (const [name, any] of Object.entries(kwargs)) {
    if (name === '__proto__') throw invalid(`${field}.__proto__: no argument can have that name`);
    args[name] = decodeAny(any, `${field}.${name}`, dialect);
  }
  return args;
}
