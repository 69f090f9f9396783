/** The names of vivarium's time series: each with its type, what it says, and where its samples are in `Metrics`. */

import { AGENT_FAMILIES } from './agent-families.ts';
import type { Family, Sample } from './family.ts';
import { LLM_FAMILIES } from './llm-families.ts';
import type { PoolMetrics, ProcessUsage } from './metrics-types.ts';
import { WORKFLOW_FAMILIES } from './workflow-families.ts';

const ZYGOTE_STATES = ['off', 'importing', 'ready', 'down'] as const;
const STATUSES = ['idle', 'starting', 'ready', 'failed', 'stopping', 'stopped'] as const;

export const FAMILIES: readonly Family[] = [
  ofPools('pool_status', 'gauge', '1 for what the pool is, 0 for what it is not', ['status'], ({ status }) =>
    STATUSES.map((each) => [{ status: each }, each === status ? 1 : 0]),
  ),
  ofPools(
    'workers',
    'gauge',
    'Workers: `ready` take calls, `spare` wait to take a place, `draining` take no more, `down` are starting or wait to be restarted',
    ['state'],
    ({ workers, size, spares }) => {
      const spare = workers.filter((worker) => worker.accepting && worker.spare).length;
      const ready = workers.filter(({ accepting }) => accepting).length - spare;
      const down = Math.max(0, size + spares - workers.length);
      const states = { ready, spare, draining: workers.length - ready - spare, down };
      return Object.entries(states).map(([state, count]) => [{ state }, count]);
    },
  ),
  ofPools('zygote', 'gauge', '1 for what the zygote is, 0 for what it is not', ['state'], ({ zygote }) =>
    ZYGOTE_STATES.map((state) => [{ state }, state === zygote ? 1 : 0]),
  ),
  ofPools('calls_total', 'counter', 'Plain calls that have ended, by how', ['outcome'], ({ calls }) =>
    by('outcome', calls),
  ),
  ofPools('streams_total', 'counter', 'Streams that have ended, by how', ['outcome'], ({ streams }) =>
    by('outcome', streams),
  ),
  ofPool('retries_total', 'counter', 'Attempts after the first of a call', ({ retries }) => retries),
  ofPool('call_seconds', 'histogram', 'Plain calls, from the call to its end', ({ callSeconds }) => callSeconds),
  ofPool(
    'queue_seconds',
    'histogram',
    'From the call to its being sent to a worker',
    ({ queueSeconds }) => queueSeconds,
  ),
  ofPool('queue_depth', 'gauge', 'Calls that wait for a worker', ({ waiting }) => waiting),
  ofPool('inflight', 'gauge', 'Calls and streams that a worker has', ({ inFlight }) => inFlight),
  ofPool('streams', 'gauge', 'Streams that have not ended', ({ openStreams }) => openStreams),
  ofPool('stream_messages_total', 'counter', 'Chunks that came from streams', (pool) => pool.streamMessages),
  ofPool('worker_crashes_total', 'counter', 'Workers that ended and nobody had told them to', ({ crashes }) => crashes),
  ofPools('workers_recycled_total', 'counter', 'Workers replaced as planned, by why', ['reason'], ({ recycled }) =>
    by('reason', recycled),
  ),
  ofWorkers('worker_rss_bytes', 'gauge', "Memory of a worker's process in RAM", ({ rssBytes }) => rssBytes),
  ofWorkers(
    'worker_cpu_seconds_total',
    'counter',
    "CPU time of a worker's process; begins anew with each",
    ({ cpuSeconds }) => cpuSeconds,
  ),
  {
    name: 'vivarium_restarts_total',
    type: 'counter',
    help: 'Restarts by supervisors, by why the child had ended',
    labels: ['supervisor', 'reason'],
    samples: ({ supervisors }) =>
      Object.entries(supervisors).flatMap(([supervisor, { restarts }]) =>
        Object.entries(restarts).map(([reason, count]): Sample => [{ supervisor, reason }, count]),
      ),
  },
  {
    name: 'vivarium_backoff_seconds_total',
    type: 'counter',
    help: 'Delays before restarts, added up',
    labels: ['supervisor'],
    samples: ({ supervisors }) =>
      Object.entries(supervisors).map(([supervisor, { backoffSeconds }]) => [{ supervisor }, backoffSeconds]),
  },
  {
    name: 'vivarium_sessions',
    type: 'gauge',
    help: 'Sessions: `active` are in use or were lately, `parked` are in the store alone',
    labels: ['state'],
    samples: ({ sessions }) => by('state', { ...sessions }),
  },
  {
    name: 'vivarium_host_tools_inflight',
    type: 'gauge',
    help: 'Calls of host tools that have not ended',
    labels: [],
    samples: ({ hostTools }) => [[{}, hostTools.inFlight]],
  },
  ...AGENT_FAMILIES,
  ...LLM_FAMILIES,
  ...WORKFLOW_FAMILIES,
  {
    name: 'vivarium_inspector_dropped_total',
    type: 'counter',
    help: 'Changes that readers of the observer were too slow for',
    labels: [],
    samples: ({ inspector }) => [[{}, inspector.dropped]],
  },
];

function ofPools(
  name: string,
  type: Family['type'],
  help: string,
  labels: readonly string[],
  samples: (pool: PoolMetrics) => readonly Sample[],
): Family {
  return {
    name: `vivarium_${name}`,
    type,
    help,
    labels: ['pool', ...labels],
    *samples({ pools }) {
      for (const [pool, metrics] of Object.entries(pools))
        for (const [own, value] of samples(metrics)) yield [{ pool, ...own }, value];
    },
  };
}

function ofPool(name: string, type: Family['type'], help: string, value: (pool: PoolMetrics) => Sample[1]): Family {
  return ofPools(name, type, help, [], (pool) => [[{}, value(pool)]]);
}

function ofWorkers(name: string, type: Family['type'], help: string, value: (usage: ProcessUsage) => number): Family {
  return ofPools(name, type, help, ['worker'], ({ workers }) =>
    workers.flatMap(({ id, process }): Sample[] => (process === undefined ? [] : [[{ worker: id }, value(process)]])),
  );
}

function by(label: string, counts: Readonly<Record<string, number>>): Sample[] {
  return Object.entries(counts).map(([key, count]) => [{ [label]: key }, count]);
}
