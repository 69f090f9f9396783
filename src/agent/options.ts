/** An agent's options as a user writes them. `settings.ts` checks and completes them. */
import type { BackoffOptions } from '../model/backoff-options.ts';
import type { Duration } from '../model/duration.ts';
import type { Restart } from '../model/policy.ts';
import type { RetryOptions } from '../model/retry.ts';
import type { PythonOptions } from '../pool/options.ts';

export interface AgentOptions {
  /** How it is found, and what it is called in its URLs. */
  readonly name: string;
  /** `agents.example_agent`, `agents.example_agent:writer` or `./writer.py`, looked up from `cwd`. */
  readonly pythonModule: string;
  /** `test:model` answers without a provider. Default: `VIVARIUM_AGENT_MODEL`, else the agent's own. */
  readonly model?: string;
  /** A port of 127.0.0.1, for one process alone. Default 0: any free one, which the process tells. */
  readonly port?: number;
  /** The group it is found in, by `agents.list(group)`. */
  readonly group?: string;
  /** More groups. */
  readonly groups?: readonly string[];
  /** Equal processes; a question goes to the one with the fewest. Default 1. */
  readonly size?: number;
  /** Questions that one process answers at once. Default 16. */
  readonly concurrency?: number;
  /** The most questions that wait for a process; one more is refused with `VIV_AGENT_UNAVAILABLE`. Default 100. */
  readonly queue?: number;
  /** `transient` does the same: the process of an agent never ends normally by itself. Default `permanent`. */
  readonly restart?: Exclude<Restart, 'temporary'>;
  /** So many restarts within `period` are mended; one more and the agent gives up. Default 5. */
  readonly intensity?: number;
  /** What `intensity` counts in. Default 30 s. */
  readonly period?: Duration;
  /** Waiting between restarts; the first after a healthy spell is at once. `false` for none. */
  readonly backoff?: BackoffOptions | false;
  /** Whether a question is tried again that never reached its process, or that is `idempotent`. Default: three attempts. */
  readonly retry?: RetryOptions | false;
  /** How long the kinds of requests may take. */
  readonly timeouts?: AgentTimeouts;
  /** How soon a silent agent is suspected; `false`: never. */
  readonly health?: AgentHealthOptions | false;
  /** What each process may take. Default: what the host may. */
  readonly limits?: AgentLimits;
  /** Environment variables: values, or `true` to pass the host's own. Others are not passed, but for the usual few. */
  readonly env?: Readonly<Record<string, string | true>>;
  /** Its current folder, and where relative paths and modules start from. Default: the host's. */
  readonly cwd?: string;
  /** The interpreter, or what to install into an environment made for it. Default: the extra `agents`. */
  readonly python?: string | PythonOptions;
  /** Whether questions need the token that `agent.token` tells. Default true; without, any program here may ask: curl, say. */
  readonly auth?: boolean;
  /** Whether it may call the runtime's host tools, which takes the runtime's option `grpc`. Default false. */
  readonly tools?: boolean;
  /** The session in which it calls host tools. Default `agent:NAME`. */
  readonly session?: string;
}

export interface AgentTimeouts {
  /** From spawn to READY, imports included. Default 30 s. */
  readonly start?: Duration;
  /** To connect to its process. Default 5 s. */
  readonly connect?: Duration;
  /** A question from `send` to its answer, waiting included. Default 60 s. */
  readonly run?: Duration;
  /** A stream from its first read to its end. Default 15 min. */
  readonly stream?: Duration;
  /** Between two parts of a stream. Default 60 s. */
  readonly idle?: Duration;
}

export interface AgentHealthOptions {
  /** Between checks. Default 10 s. */
  readonly interval?: Duration;
  /** For one check. Default 5 s. */
  readonly timeout?: Duration;
  /** Checks missed in a row before it is ended and restarted. Default 3. */
  readonly misses?: number;
}

export interface AgentLimits {
  /** Bytes of address space, kept by the kernel: beyond it Python raises MemoryError. */
  readonly memory?: number;
  /** Bytes of memory in RAM, looked at each second: beyond it the process is ended and restarted. */
  readonly rss?: number;
  /** Processor time of one process, kept by the kernel: then it ends by SIGXCPU and is restarted. */
  readonly cpuTime?: Duration;
  /** Files and sockets open at once. */
  readonly openFiles?: number;
}

/** How one question is asked. */
export interface QuestionOptions {
  /** In place of `timeouts.run` or `timeouts.stream`. */
  readonly timeout?: Duration;
  /** Ends the question with `VIV_CALL_CANCELLED`, and the agent's work on it. */
  readonly signal?: AbortSignal;
  /**
   * Keeps the conversation in this session: its history is read from there and grows by the answer. One question at a time: a
   * second one fails with `VersionConflict`. Default: no session, the caller passes `messageHistory`.
   */
  readonly session?: string;
  /** It does no harm when it is answered twice: then it is tried again after a crash, too. Default false. */
  readonly idempotent?: boolean;
}

/** A question. */
export interface AgentQuestion {
  readonly prompt: string;
  /** The `messages` of an earlier answer. */
  readonly messageHistory?: readonly AgentMessage[];
  /** pydantic-ai's ModelSettings: `{ temperature: 0 }`. */
  readonly modelSettings?: Readonly<Record<string, unknown>>;
  /** pydantic-ai's UsageLimits: `{ request_limit: 5 }`. */
  readonly usageLimits?: Readonly<Record<string, unknown>>;
}

/** A message as pydantic-ai writes it: `kind`, `parts`, … */
export type AgentMessage = Readonly<Record<string, unknown>>;

/** An answer, with the keys of the wire. */
export interface AgentAnswer {
  readonly result: unknown;
  /** The history and what was added to it: the `messageHistory` of the next question. */
  readonly messages: readonly AgentMessage[];
  readonly usage: AgentUsage;
}

export interface AgentUsage extends Readonly<Record<string, unknown>> {
  readonly total_tokens: number;
}
