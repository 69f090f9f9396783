/** What tests of host tools share: tools in the three scopes, and calls of them by a virtual clock. */
import { createSystem } from '../../src/kernel/index.ts';
import { VirtualClock } from '../../src/testing/index.ts';
import type { HostTool } from '../../src/tools/host-tool.ts';
import { HostTools } from '../../src/tools/host-tools.ts';
import { ToolRegistry } from '../../src/tools/registry.ts';
import type { HostToolRequest, SessionWithTools } from '../../src/tools/request.ts';

export interface Given {
  readonly tools?: Readonly<Record<string, HostTool>>;
  readonly poolTools?: Readonly<Record<string, HostTool>>;
}

export function hostTools({ tools = {}, poolTools = {} }: Given = {}) {
  const clock = new VirtualClock();
  const { timers } = createSystem({ clock });
  const runtime = new ToolRegistry('the runtime', clock, tools);
  const pool = new ToolRegistry('pool ml', clock, poolTools);
  const host = new HostTools({ clock, timers, runtime, pool: (name) => (name === 'ml' ? pool : undefined) });
  return { host, runtime, pool, clock };
}

/** A call from Python in the pool `ml`, in no session. */
export function aRequest(tool: string, args: HostToolRequest['args'] = {}, given: Partial<HostToolRequest> = {}) {
  return {
    tool,
    args,
    session: undefined,
    pool: 'ml',
    timeoutMs: Number.POSITIVE_INFINITY,
    signal: undefined,
    metadata: {},
    caller: { pool: 'ml', worker: 'worker:ml/1', incarnation: 1, tool: 'train', call: 7 },
    python: true,
    ...given,
  } satisfies HostToolRequest;
}

/** Of a session, only what finding its tools needs. */
export function aSession(id: string, tools: ToolRegistry): SessionWithTools {
  const none = (): never => {
    throw new Error('not a whole session');
  };
  return {
    id,
    tools,
    createdAt: 0,
    metadata: {},
    state: 'active',
    get: none,
    read: none,
    set: none,
    delete: none,
    list: none,
    watch: none,
    call: none,
    stream: none,
    batch: none,
    close: none,
  };
}
