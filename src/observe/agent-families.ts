/** What is told of agents. */
import type { AgentMetrics, AgentProcessMetrics } from '../agent/metrics.ts';
import type { Family, Sample } from './family.ts';

const STATUSES = ['starting', 'ready', 'restarting', 'failed', 'stopping', 'stopped'] as const;

export const AGENT_FAMILIES: readonly Family[] = [
  ofAgents('agent_status', 'gauge', '1 for what the agent is, 0 for what it is not', ['status'], ({ status }) =>
    STATUSES.map((each) => [{ status: each }, each === status ? 1 : 0]),
  ),
  ofAgents(
    'agent_requests_total',
    'counter',
    "Questions that have ended, by how: `ok`, or an error's code",
    ['outcome'],
    ({ requests }) => Object.entries(requests).map(([outcome, count]) => [{ outcome }, count]),
  ),
  ofAgents('agent_request_seconds', 'histogram', 'Questions, waiting and retries counted', [], ({ seconds }) => [
    [{}, seconds],
  ]),
  ofAgents('agent_retries_total', 'counter', 'Attempts after the first of a question', [], ({ retries }) => [
    [{}, retries],
  ]),
  ofAgents('agent_tokens_total', 'counter', 'Tokens, as the answers say', [], ({ totalTokens }) => [[{}, totalTokens]]),
  ofAgents('agent_crashes_total', 'counter', 'Processes that ended and nobody had told them to', [], ({ crashes }) => [
    [{}, crashes],
  ]),
  ofAgents('agent_queue_depth', 'gauge', 'Questions that wait for a process', [], ({ waiting }) => [[{}, waiting]]),
  ofAgents('agent_inflight', 'gauge', 'Questions that a process has', [], ({ inFlight }) => [[{}, inFlight]]),
  ofProcesses('agent_rss_bytes', 'gauge', "Memory of an agent's process in RAM", ({ rssBytes }) => rssBytes),
  ofProcesses(
    'agent_cpu_seconds_total',
    'counter',
    "CPU time of an agent's process; begins anew with each",
    ({ cpuSeconds }) => cpuSeconds,
  ),
];

function ofAgents(
  name: string,
  type: Family['type'],
  help: string,
  labels: readonly string[],
  samples: (agent: AgentMetrics) => readonly Sample[],
): Family {
  return {
    name: `vivarium_${name}`,
    type,
    help,
    labels: ['agent', ...labels],
    *samples({ agents }) {
      for (const [agent, metrics] of Object.entries(agents))
        for (const [own, value] of samples(metrics)) yield [{ agent, ...own }, value];
    },
  };
}

type Usage = NonNullable<AgentProcessMetrics['usage']>;

function ofProcesses(name: string, type: Family['type'], help: string, value: (usage: Usage) => number): Family {
  return ofAgents(name, type, help, ['process'], ({ processes }) =>
    processes.flatMap(({ id, usage }): Sample[] => (usage === undefined ? [] : [[{ process: id }, value(usage)]])),
  );
}
