/** Where the nodes of a runtime's workflows find tools: host tools first, then those of its pools. */
import type { Session } from '../session/session.ts';
import type { ToolContext } from '../tools/context.ts';
import type { HostTools } from '../tools/host-tools.ts';
import type { ToolScope } from '../tools/request.ts';
import type { WorkflowDesk } from '../workflow/desk.ts';
import type { Pools } from './pools.ts';
import { pythonTool } from './python-tool.ts';

export interface DeskParts {
  readonly hostTools: HostTools;
  readonly pools: Pools;
}

/** On whose behalf tools are called. */
export type Behalf = ToolScope & Pick<ToolContext, 'caller' | 'metadata'> & { readonly session: Session | undefined };

export function workflowDesk({ hostTools, pools }: DeskParts, behalf: Behalf): WorkflowDesk {
  const inPool = (tool: string) => pythonTool(pools, tool, () => hostTools.list(behalf).map(({ name }) => name));
  return {
    async call(tool, args, { timeoutMs, signal }) {
      if (hostTools.has(tool, behalf)) return hostTools.run({ ...behalf, tool, args, timeoutMs, signal });
      const found = inPool(tool);
      const { session, metadata } = behalf;
      const options = { signal, metadata, ...(session === undefined ? {} : { session }) };
      const timed = Number.isFinite(timeoutMs) ? { ...options, timeout: timeoutMs } : options;
      return found.pool.call(found.tool, args, timed);
    },
    describe(tool) {
      if (hostTools.has(tool, behalf)) return hostTools.list(behalf).find(({ name }) => name === tool);
      const found = known(() => inPool(tool));
      return found?.pool.specs().find(({ name }) => name === found.tool);
    },
  };
}

function known<T>(find: () => T): T | undefined {
  try {
    return find();
  } catch {
    return undefined;
  }
}
