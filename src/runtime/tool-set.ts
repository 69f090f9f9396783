/** All tools of a runtime for a language model: those of its pools and its host tools, each under a name of its own. */
import type { Pool } from '../pool/pool.ts';
import type { CallOptions } from '../pool/types.ts';
import type { HostTools } from '../tools/host-tools.ts';
import type { HostToolRequest } from '../tools/request.ts';
import { modelTool, type ToolSet } from '../tools/tool-set.ts';

/** What the tools are taken from. */
export interface ToolSetParts {
  readonly pools: ReadonlyMap<string, Pool>;
  readonly hostTools: HostTools;
}

/**
 * Host tools under their names; a pool's tool under its own where no other has it, else as `pool_tool`.
 * @throws BadConfig for a tool whose name no model takes.
 */
export function toolSetOf({ pools, hostTools }: ToolSetParts, options: Omit<CallOptions, 'signal'>): ToolSet {
  const scope = { session: undefined, pool: undefined, python: false } as const;
  const own = hostTools.list(scope);
  const request = (tool: string, args: HostToolRequest['args'], signal: AbortSignal | undefined): HostToolRequest => ({
    ...scope,
    tool,
    args,
    signal,
    timeoutMs: Number.POSITIVE_INFINITY,
    metadata: options.metadata ?? {},
    caller: 'node',
  });
  const set: Record<string, ToolSet[string]> = {};
  for (const spec of own)
    set[spec.name] = modelTool(spec, {
      call: (args, signal) => hostTools.run(request(spec.name, args, signal)),
      stream: (args, signal) => hostTools.open(request(spec.name, args, signal)),
    });
  const sets = [...pools].map(([pool, handle]) => [pool, handle.tools(options)] as const);
  const times = (tool: string): number => sets.filter(([, tools]) => tool in tools).length;
  for (const [pool, tools] of sets)
    for (const [name, tool] of Object.entries(tools))
      set[name in set || times(name) > 1 ? `${pool}_${name}` : name] = tool;
  return set;
}
