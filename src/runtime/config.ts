/** What a runtime works with, defaults included: for people who ask why something takes as long as it does. */
import { CONCURRENT_RPCS, KEEPALIVE_MS, KEEPALIVE_TIMEOUT_MS, MAX_MESSAGE_BYTES } from '../bridge/plane/limits.ts';
import type { Ms } from '../model/clock.ts';
import { toMs } from '../model/duration.ts';
import { defaultLane, laneOf } from '../pool/lane.ts';
import type { PoolSettings } from '../pool/options.ts';
import { MAX_PARALLEL } from '../session/batch.ts';
import type { SessionSettings } from '../session/options.ts';
import { STREAM_TIMEOUT, TOOL_TIMEOUT } from '../tools/tool.ts';
import { type Entries, POOL_ENTRIES, SESSIONS_ENTRIES } from './config-entries.ts';
import { type ConfigEntry, entryOf } from './config-source.ts';
import type { RuntimeOptions } from './options.ts';

/** Times are milliseconds. Environment variables and adapters' configs are left out: they may be secrets. */
export interface RuntimeConfig {
  readonly pools: Readonly<Record<string, Omit<PoolSettings, 'name' | 'env' | 'config' | 'tools'>>>;
  readonly sessions: Omit<SessionSettings, 'store'>;
  /** For tools that say nothing else. */
  readonly tools: { readonly timeoutMs: Ms; readonly streamTimeoutMs: Ms };
  readonly batch: { readonly maxParallel: number };
  /** Of the session plane, whether it is served or not. */
  readonly grpc: {
    readonly listen: string | undefined;
    readonly maxMessageBytes: number;
    readonly keepaliveMs: Ms;
    readonly keepaliveTimeoutMs: Ms;
    /** At once on one connection. */
    readonly maxConcurrentRpcs: number;
  };
  /** The same option by option, with where each value came from; `formatConfig` prints it. */
  readonly options: readonly ConfigEntry[];
}

export function runtimeConfig(
  given: RuntimeOptions,
  { store, ...sessions }: SessionSettings,
  pools: readonly PoolSettings[],
  env: NodeJS.ProcessEnv,
): RuntimeConfig {
  const of = <Settings>(prefix: string, entries: Entries<Settings>, settings: Settings, options: unknown) =>
    Object.entries(entries).map(([name, read]) => entryOf(prefix, name, read(settings), options ?? {}, env));
  const own = {
    transport: given.transport ?? 'unix',
    lane: laneOf(given.lane ?? defaultLane(env)),
    crashLog: given.crashLog,
  };
  const lane = given.lane === undefined ? {} : { lane: given.lane };
  const { listen, maxMessageBytes = MAX_MESSAGE_BYTES } = given.grpc ?? {};
  return {
    pools: Object.fromEntries(
      pools.map(({ name, env: _env, config: _config, tools: _tools, ...settings }) => [name, settings]),
    ),
    sessions,
    tools: { timeoutMs: toMs(TOOL_TIMEOUT, 'timeout'), streamTimeoutMs: toMs(STREAM_TIMEOUT, 'timeout') },
    batch: { maxParallel: MAX_PARALLEL },
    grpc: {
      listen,
      maxMessageBytes,
      keepaliveMs: KEEPALIVE_MS,
      keepaliveTimeoutMs: KEEPALIVE_TIMEOUT_MS,
      maxConcurrentRpcs: CONCURRENT_RPCS,
    },
    options: [
      ...pools.flatMap((pool) =>
        of(`pools.${pool.name}.`, POOL_ENTRIES, pool, { ...lane, ...given.pools?.[pool.name] }),
      ),
      ...of('sessions.', SESSIONS_ENTRIES, { ...sessions, store }, given.sessions),
      ...Object.entries({ listen, maxMessageBytes }).map(([name, value]) =>
        entryOf('grpc.', name, value, given.grpc ?? {}, env),
      ),
      ...Object.entries(own).map(([name, value]) => entryOf('', name, value, given, env)),
      entryOf('', 'redact.keys', given.redact?.keys ?? [], given, env),
      entryOf('', 'logger', loggerInWords(given.logger, env), given, env),
    ],
  };
}

function loggerInWords(logger: RuntimeOptions['logger'], env: NodeJS.ProcessEnv): string {
  return logger === undefined
    ? env['VIVARIUM_LOG_LEVEL'] || 'warn'
    : logger === 'pretty'
      ? logger
      : "the service's own";
}
