/** A host tool: a function in Node that Python and sessions may call. `tool()` makes it, a registry gives it a name. */
import type { Ms } from '../model/clock.ts';
import type { Check } from './check.ts';
import type { ToolContext } from './context.ts';
import type { JsonSchema } from './spec.ts';

/** Shared by all copies of the package, so that a file of tools may be written against another one. */
const BRAND = Symbol.for('vivarium.HostTool');

export interface ToolBody {
  readonly description: string;
  /** A JSON Schema of type `object`: the arguments by name. */
  readonly parameters: JsonSchema;
  readonly streaming: boolean;
  readonly idempotent: boolean;
  readonly exposedToPython: boolean;
  readonly timeoutMs: Ms;
  readonly concurrency: number;
  readonly cache: { readonly ttlMs: Ms; readonly max: number } | undefined;
  /** Arguments → what `execute` takes. */
  readonly input: Check;
  /** What `execute` gives, or one of its chunks → what the caller gets. */
  readonly output: Check;
  execute(input: unknown, context: ToolContext): unknown;
}

/** What `tool()` returns. */
export interface HostTool extends ToolBody {
  readonly [BRAND]: true;
}

export function hostTool(body: ToolBody): HostTool {
  return Object.freeze({ ...body, [BRAND]: true as const });
}

export function isHostTool(value: unknown): value is HostTool {
  return typeof value === 'object' && value !== null && BRAND in value;
}
