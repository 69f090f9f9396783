/** A call of a host tool as those who pass one on describe it, and how its arguments get their names. */
import type { Ms } from '../model/clock.ts';
import { HostToolError } from '../model/tool-errors.ts';
import type { ToolSession } from '../session/types.ts';
import type { Caller } from './context.ts';
import type { Lineage } from './lineage.ts';
import type { ToolRegistry } from './registry.ts';
import type { Args, JsonSchema } from './spec.ts';

/** A session that has tools of its own. */
export interface SessionWithTools extends ToolSession {
  readonly tools: ToolRegistry;
}

/** Where a name is looked up: in the session's tools, then the pool's, then the runtime's. */
export interface ToolScope {
  readonly session: SessionWithTools | undefined;
  readonly pool: string | undefined;
  /** Only what Python may see. */
  readonly python: boolean;
}

export interface HostToolRequest extends ToolScope {
  readonly tool: string;
  readonly args: Args;
  /** Arguments without a name: they take the schema's in their order. */
  readonly positional?: readonly unknown[];
  /** What the caller has left; the tool's own timeout may be shorter. */
  readonly timeoutMs: Ms;
  /** The caller wants the result no more. */
  readonly signal: AbortSignal | undefined;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly caller: Caller;
  /** The calls that led to this one. Default: those that led to the code that asks. */
  readonly lineage?: Lineage | undefined;
  /** What came with the call for whoever traces it. Default: it was made by code of this process. */
  readonly carrier?: Readonly<Record<string, string>> | undefined;
}

/** @throws HostToolError `VIV_BAD_ARGUMENTS` */
export function namedArguments(
  { tool, args, positional = [] }: Pick<HostToolRequest, 'tool' | 'args' | 'positional'>,
  parameters: JsonSchema,
): Args {
  if (positional.length === 0) return args;
  const names = Object.keys((parameters['properties'] as JsonSchema | undefined) ?? {});
  const named: Record<string, unknown> = { ...args };
  for (const [index, value] of positional.entries()) {
    const name = names[index];
    if (name === undefined)
      throw badArguments(
        tool,
        `${positional.length} arguments without a name; it has ${names.join(', ') || 'no names'}`,
      );
    if (Object.hasOwn(args, name)) throw badArguments(tool, `arguments.${name}: is given twice`);
    named[name] = value;
  }
  return named;
}

export function badArguments(tool: string, problem: string): HostToolError {
  return new HostToolError('VIV_BAD_ARGUMENTS', tool, `: ${problem}`);
}
