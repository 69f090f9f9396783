/**
 * Each option of a runtime with the value that is in force. The names are those that a user writes, so that what is
 * printed can be pasted; texts that may be secrets are left out, only their names are told.
 */
import type { Backoff } from '../model/policy.ts';
import type { PoolSettings } from '../pool/options.ts';
import type { SessionSettings } from '../session/options.ts';

/** From an option's name, `backoff.initial`, to what the settings have for it. */
export type Entries<Settings> = Readonly<Record<string, (settings: Settings) => unknown>>;

/** `false` is said of each of its parts. */
const backoff =
  (read: (backoff: Backoff) => unknown) =>
  (settings: PoolSettings): unknown =>
    settings.backoff === false ? false : read(settings.backoff);

export const POOL_ENTRIES: Entries<PoolSettings> = {
  adapter: ({ adapter }) => adapter,
  expose: ({ expose }) => expose,
  size: ({ size }) => size,
  spares: ({ spares }) => spares,
  zygote: ({ zygote }) => zygote,
  concurrency: ({ concurrency }) => concurrency,
  lane: ({ lane }) => lane,
  spin: ({ spinMs }) => spinMs,
  window: ({ window }) => window,
  queue: ({ queue }) => queue,
  restart: ({ restart }) => restart,
  intensity: ({ intensity }) => intensity,
  period: ({ periodMs }) => periodMs,
  'backoff.initial': backoff(({ initial }) => initial),
  'backoff.max': backoff(({ max }) => max),
  'backoff.factor': backoff(({ factor }) => factor),
  'backoff.jitter': backoff(({ jitter }) => jitter),
  'backoff.healthyAfter': backoff(({ healthyAfter }) => healthyAfter),
  timeout: ({ timeoutMs }) => timeoutMs,
  streamTimeout: ({ streamTimeoutMs }) => streamTimeoutMs,
  onTimeout: ({ onTimeout }) => onTimeout,
  'retry.maximumAttempts': ({ retry }) => retry?.attempts ?? 1,
  'retry.initialInterval': ({ retry }) => retry?.initialMs,
  'retry.backoffCoefficient': ({ retry }) => retry?.factor,
  'retry.maximumInterval': ({ retry }) => retry?.maximumMs,
  'retry.nonRetryable': ({ retry }) => retry?.final,
  startTimeout: ({ startMs }) => startMs,
  minReady: ({ minReady }) => minReady,
  config: ({ config }) => Object.keys(config),
  tools: ({ tools }) => Object.keys(tools),
  env: ({ env, inherit }) => [...Object.keys(env), ...inherit],
  python: ({ python }) => (Object.keys(python).length === 0 ? undefined : python),
  cwd: ({ cwd }) => cwd,
  'heartbeat.interval': ({ heartbeat }) => heartbeat.busyMs,
  'heartbeat.idle': ({ heartbeat }) => heartbeat.idleMs,
  'heartbeat.misses': ({ heartbeat }) => heartbeat.misses,
  'recycle.maxCalls': ({ recycle }) => recycle.maxCalls,
  'recycle.maxAge': ({ recycle }) => recycle.maxAgeMs,
  'recycle.maxRss': ({ recycle }) =>
    recycle.killRss === Number.POSITIVE_INFINITY ? recycle.maxRss : { recycle: recycle.maxRss, kill: recycle.killRss },
  'recycle.interval': ({ recycle }) => recycle.intervalMs,
  'recycle.grace': ({ recycle }) => recycle.graceMs,
  memory: ({ memory }) => memory || Number.POSITIVE_INFINITY,
};

export const SESSIONS_ENTRIES: Entries<SessionSettings> = {
  timeout: ({ timeoutMs }) => timeoutMs,
  parkAfter: ({ parkMs }) => parkMs,
  max: ({ max }) => max,
  evict: ({ evict }) => evict,
  affinity: ({ affinity }) => affinity,
  maxVariables: ({ maxVariables }) => maxVariables,
  maxVariableBytes: ({ maxVariableBytes }) => maxVariableBytes,
};
