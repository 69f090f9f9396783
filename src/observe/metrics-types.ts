/** What `runtime.metrics()` gives: numbers as plain data, for dashboards and exporters. Counters count since the runtime was made. */
import type { AgentMetrics } from '../agent/metrics.ts';
import type { LlmMetrics } from '../llm/types.ts';
import type { HistogramData } from '../model/histogram.ts';
import type { PoolStatus } from '../pool/readiness.ts';
import type { ZygoteState } from '../pool/zygote.ts';
import type { WorkflowStats } from '../workflow/tally.ts';

export interface Metrics {
  readonly pools: Readonly<Record<string, PoolMetrics>>;
  /** By their path in the tree; those beyond the first 200 are together as `other`. */
  readonly supervisors: Readonly<Record<string, SupervisorMetrics>>;
  readonly sessions: {
    /** In use, or used lately. */
    readonly active: number;
    /** Their records are in the store alone. */
    readonly parked: number;
  };
  readonly hostTools: { readonly inFlight: number };
  /** By their names. */
  readonly agents: Readonly<Record<string, AgentMetrics>>;
  /** Clients for language and embedding models: `llm:openai/gpt-4o-mini`. */
  readonly llm: Readonly<Record<string, LlmMetrics>>;
  /** What executors of workflows have run, by their names. */
  readonly workflows: Readonly<Record<string, WorkflowStats>>;
  /** Of all observers: changes that their readers were too slow for. */
  readonly inspector: { readonly dropped: number };
}

export interface PoolMetrics {
  readonly status: PoolStatus;
  readonly size: number;
  /** Ready workers that there ought to be beyond `size`. */
  readonly spares: number;
  /** Of the process that workers are forked from. */
  readonly zygote: ZygoteState;
  readonly workers: readonly WorkerMetrics[];
  /** Calls that wait for a worker. */
  readonly waiting: number;
  /** Calls and streams that a worker has. */
  readonly inFlight: number;
  /** Streams that have not ended, waiting ones too. */
  readonly openStreams: number;
  /** Plain calls by how they ended: `ok`, an error's code, or `other`. Each attempt of a retried call is a call. */
  readonly calls: Readonly<Record<string, number>>;
  readonly streams: Readonly<Record<string, number>>;
  /** Attempts after the first. */
  readonly retries: number;
  /** Chunks that came from streams. */
  readonly streamMessages: number;
  /** Plain calls, from the call to its end. */
  readonly callSeconds: HistogramData;
  /** Calls and streams, from the call to its being sent to a worker. */
  readonly queueSeconds: HistogramData;
  readonly crashes: number;
  /** Planned replacements, by why. */
  readonly recycled: Readonly<Record<string, number>>;
}

/** One live worker. */
export interface WorkerMetrics {
  /** `worker:ml/3` */
  readonly id: string;
  readonly incarnation: number;
  readonly accepting: boolean;
  /** It is ready, and takes no calls before another worker ends. */
  readonly spare: boolean;
  readonly inFlight: number;
  /** Undefined where the system does not tell (no `/proc`), and for a process that has just ended. */
  readonly process: ProcessUsage | undefined;
}

export interface ProcessUsage {
  readonly rssBytes: number;
  /** CPU time of all its threads since it started. */
  readonly cpuSeconds: number;
}

export interface SupervisorMetrics {
  /** Restarts by why the child had ended: `crash`, `killed`, `normal`, `shutdown`, `noproc`, `timeout`, `other`. */
  readonly restarts: Readonly<Record<string, number>>;
  /** The delays before them, added up. */
  readonly backoffSeconds: number;
}
