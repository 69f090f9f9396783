/** What `createRuntime` takes, and the types that carry a pool's tools from there to its calls. */

import type { AgentOptions } from '../agent/options.ts';
import type { LlmRuntimeOptions } from '../llm/options.ts';
import type { Clock } from '../model/clock.ts';
import type { Log } from '../model/log.ts';
import type { RedactOptions } from '../observe/redact.ts';
import type { LaneOption } from '../pool/lane.ts';
import type { PoolOptions } from '../pool/options.ts';
import type { Pool } from '../pool/pool.ts';
import type { AnyTools } from '../pool/types.ts';
import type { SessionsOptions } from '../session/options.ts';
import type { HostTool } from '../tools/host-tool.ts';
import type { GrpcOptions } from './grpc-options.ts';
import type { Inspect } from './inspection.ts';

/** A pool's options, with the types of its tools for the compiler: nothing is there at run time. */
export interface PoolDefinition<Tools = unknown> extends PoolOptions {
  readonly __tools?: Tools;
}

/**
 * A pool whose calls the compiler checks.
 *
 * @example pool<{ add(args: { a: number; b: number }): number }>({ adapter: './adapter.py', size: 4 })
 */
export function pool<Tools = AnyTools>(options: PoolOptions): PoolDefinition<Tools> {
  return options;
}

export type PoolDefinitions = Readonly<Record<string, PoolDefinition>>;

type ToolsOf<Definition> =
  Definition extends PoolDefinition<infer Tools> ? (unknown extends Tools ? AnyTools : Tools) : AnyTools;

export type PoolsOf<Definitions> = { readonly [Name in keyof Definitions]: Pool<ToolsOf<Definitions[Name]>> };

export interface RuntimeOptions<Definitions extends PoolDefinitions = PoolDefinitions> {
  /** Sets of equal workers, by name. Default: none. */
  readonly pools?: Definitions;
  /** Agents that start with the runtime, by name, with the options of `runtime.agents.start`. Default: none. */
  readonly agents?: Readonly<Record<string, Omit<AgentOptions, 'name'>>>;
  /** Functions of this process that Python and sessions may call, by name; made by `tool()`. */
  readonly tools?: Readonly<Record<string, HostTool>>;
  /** Named state that outlives calls and workers: how long, how many, and where it is kept. */
  readonly sessions?: SessionsOptions;
  /** Clients for language models: what holds for all of them, and those that have a name. See `runtime.llm`. */
  readonly llm?: LlmRuntimeOptions;
  /**
   * Serves clients from outside this process: scripts, other languages. `{}` is a unix socket that no other user can
   * reach; `{ listen: '127.0.0.1:50051' }` is TCP beside it. Default: nobody. See `runtime.grpc`.
   */
  readonly grpc?: GrpcOptions;
  /**
   * The service's own logger, in pino's shape; or `'pretty'`, lines for people who develop, from level `info` on. Default:
   * warnings and errors as pino's JSON lines on stderr.
   */
  readonly logger?: Log | 'pretty';
  /** What else must not be in log lines, the journal and reports of crashes. Default: what names such as `password` and `token` stand for. */
  readonly redact?: RedactOptions;
  /** What workers dial: a unix socket in a folder of mode 0700, or a port of 127.0.0.1. Default `unix`. */
  readonly transport?: 'unix' | 'tcp';
  /**
   * What carries the frames of pools that name no `lane` of their own: a `grpc` stream, a plain `socket` with the same
   * frames, or `auto`, the socket for workers on this machine. Default `auto`.
   */
  readonly lane?: LaneOption;
  /** A file to which each crash of a worker is appended as a line of JSON, as `crashes()` tells it. Default: none. */
  readonly crashLog?: string;
  /**
   * Told of every inspection event of xstate, for its own tools: a function, or the `inspect` of `@statelyai/inspect`. What it
   * throws is logged. Default: nobody.
   */
  readonly inspect?: Inspect;
  /** The source of time, for tests. Default: Node's clock. */
  readonly clock?: Clock;
}

/** So that a typo is told instead of being a default. */
export const RUNTIME_OPTIONS: readonly string[] = [
  'pools',
  'agents',
  'tools',
  'sessions',
  'llm',
  'grpc',
  'logger',
  'redact',
  'transport',
  'lane',
  'crashLog',
  'inspect',
  'clock',
] satisfies (keyof RuntimeOptions)[];
