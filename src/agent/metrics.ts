/** An agent's numbers as `runtime.metrics()` gives them; counters count since the agent was started. */
import type { AgentCore } from './core.ts';
import type { Place } from './place.ts';
import type { AgentStatus } from './readiness.ts';
import type { TallyData } from './tally.ts';

export interface AgentMetrics extends TallyData {
  readonly status: AgentStatus;
  readonly processes: readonly AgentProcessMetrics[];
  /** Questions that wait for a process. */
  readonly waiting: number;
  /** Questions that a process has. */
  readonly inFlight: number;
}

export interface AgentProcessMetrics {
  /** `agent:writer/1` */
  readonly id: string;
  readonly incarnation: number;
  readonly inFlight: number;
  /** Undefined where the system does not tell (no `/proc`), and for a process that has just ended. */
  readonly usage: { readonly rssBytes: number; readonly cpuSeconds: number } | undefined;
}

export async function metricsOf({ desk, tally, readiness }: AgentCore): Promise<AgentMetrics> {
  const processes = await Promise.all([...desk.places].map(processOf));
  processes.sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }));
  const { waiting, inFlight } = desk;
  return { ...tally.read(), status: readiness.status, processes, waiting, inFlight };
}

async function processOf({ life, inFlight, proc }: Place): Promise<AgentProcessMetrics> {
  const state = await proc();
  const usage = state === null ? undefined : { rssBytes: state.rss, cpuSeconds: state.cpuMs / 1_000 };
  return { id: life.process, incarnation: life.incarnation, inFlight, usage };
}
