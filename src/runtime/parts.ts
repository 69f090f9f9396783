/** The parts of a runtime, put together: each knows of the others what it needs, and nothing runs yet. */

import type { Agents } from '../agent/agents.ts';
import type { AnyActorRef, LifecycleEvent } from '../kernel/index.ts';
import { llmOperations } from '../llm/operations.ts';
import { traceTool } from '../observe/call-trace.ts';
import { Meter } from '../observe/metrics.ts';
import type { SessionTable } from '../session/table.ts';
import { HostTools } from '../tools/host-tools.ts';
import { ToolRegistry } from '../tools/registry.ts';
import { agentsOf } from './agents.ts';
import { type Foundation, foundation } from './foundation.ts';
import { RuntimeClients } from './llm.ts';
import { logLifecycle } from './log-lifecycle.ts';
import type { PoolDefinitions, RuntimeOptions } from './options.ts';
import { poolReports } from './pool-reports.ts';
import { Pools } from './pools.ts';
import { Reception } from './reception.ts';
import { sessionTable } from './sessions.ts';
import { RuntimeWorkflows } from './workflows.ts';
import type { World } from './world.ts';

export interface Parts {
  readonly base: Foundation;
  /** The host tools of the runtime itself. */
  readonly tools: ToolRegistry;
  readonly hostTools: HostTools;
  readonly clients: RuntimeClients;
  readonly workflows: RuntimeWorkflows;
  readonly pools: Pools;
  readonly table: SessionTable;
  readonly reception: Reception;
  readonly agents: Agents;
  readonly meter: Meter;
}

/** @param running the root of the tree, while it runs. @throws BadConfig naming the option. */
export function assemble(
  options: RuntimeOptions<PoolDefinitions>,
  world: World,
  running: () => AnyActorRef | undefined,
): Parts {
  const base = foundation(options, world, (event) => hear(parts, event));
  const { clock, log, events, lookout, premises, system, workshop } = base;
  const { timers } = system;
  const tools = new ToolRegistry('the runtime', clock, options.tools);
  const clients = new RuntimeClients(options.llm, base);
  const workflows = new RuntimeWorkflows(base, () => parts);
  const desk = clients.desk(() => hostTools);
  const operations = { ...llmOperations(desk), ...workflows.operations(desk) };
  const builtin = new ToolRegistry('vivarium', clock, operations, true);
  const pool = (name: string): ToolRegistry | undefined => pools.hostTools(name);
  const hostTools = new HostTools({ clock, timers, builtin, runtime: tools, pool, watch: traceTool });
  const table = sessionTable(options.sessions, { ...workshop, pools: () => pools, hostTools });
  const pools = new Pools(options.pools ?? {}, {
    lane: options.lane,
    workshop,
    services: { tools: hostTools, sessions: table, session: (of) => table.of(of) },
    interpreterFor: world.interpreterFor,
    reports: (name) => poolReports(name, base),
  });
  const reception = new Reception({ clock, log, events, hostTools, pools, table, premises, grpc: options.grpc });
  const agents = agentsOf(base, options.agents, { world, root: running, table, grpc: () => reception.addresses });
  const meter = new Meter({ clock, events, pools, table, hostTools, agents, lookout, llm: clients, workflows });
  const parts: Parts = { base, tools, hostTools, clients, workflows, pools, table, reception, agents, meter };
  return parts;
}

/** Something happened to a process: to the log first, then to whoever has to do with it, then to those that listen. */
function hear({ base, pools, agents, table }: Parts, event: LifecycleEvent): void {
  const { log, recorder, lookout, events } = base;
  logLifecycle(log, event);
  recorder.lifecycle(event);
  pools.lifecycle(event);
  agents.lifecycle(event);
  table.lifecycle(event);
  recorder.ended(event);
  lookout.lifecycle(event);
  if (event.type !== 'ignored') events.emit(event.type, event);
}
