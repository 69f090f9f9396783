/** A pool's options as a user writes them, and as everything inside reads them: checked, complete, in milliseconds. */
import { resolve } from 'node:path';
import type { LaneKind } from '../bridge/types.ts';
import { encodeValue } from '../bridge/values.ts';
import { type BackoffOptions, toBackoff } from '../model/backoff-options.ts';
import type { Ms } from '../model/clock.ts';
import { type Duration, toMs } from '../model/duration.ts';
import { BadConfig } from '../model/errors.ts';
import type { Backoff, Restart } from '../model/policy.ts';
import { type RetryOptions, type RetryPolicy, retryPolicy } from '../model/retry.ts';
import { refuseUnknown } from '../model/unknown-option.ts';
import type { Extra } from '../python/index.ts';
import type { HostTool } from '../tools/host-tool.ts';
import { type AdapterOptions, type AdapterSettings, adapterSettings } from './adapter.ts';
import { defaultLane, type LaneOption, laneOf, laneOption, spinOption } from './lane.ts';
import { type RecycleLimits, type RecycleOptions, recycleLimits } from './recycling.ts';
import type { OnTimeout } from './row.ts';
import { type ZygoteOption, zygoteOption } from './zygote-option.ts';

export interface PoolOptions extends AdapterOptions {
  /** Workers. Default 1. */
  readonly size?: number;
  /** Ready workers beyond `size`: one takes a crashed worker's place at once. Default 0; 1 is enough for most. */
  readonly spares?: number;
  /**
   * Whether the adapter is imported once, by a process that workers are forked from in milliseconds. `auto`: where the
   * system and the adapter's import allow it. Default: `VIVARIUM_ZYGOTE`, else `auto`.
   */
  readonly zygote?: ZygoteOption;
  /** Tools that run at once in one worker. Default 1: then a sync tool runs on the main thread and can be interrupted. */
  readonly concurrency?: number;
  /** What the workers dial: `grpc`, a plain `socket`, or `auto`, the socket for workers on this machine. Default: the runtime's. */
  readonly lane?: LaneOption;
  /**
   * How long host and worker stay awake for each other after a message, `'200us'`: a short call then takes a fraction of the
   * time, and a core. Off by itself with more than two calls in flight, slow answers, or as many busy workers as cores. Default 0.
   */
  readonly spin?: Duration;
  /** The most frames sent ahead to a worker while its calls take less than a millisecond; 1 to 64. Default 64. */
  readonly window?: number;
  /** The most calls that wait; one more is refused with `VIV_POOL_SATURATED`. Default 1000. */
  readonly queue?: number;
  /** `permanent` or `transient`, the same for a worker: it never ends normally unless it is replaced. Default `permanent`. */
  readonly restart?: Exclude<Restart, 'temporary'>;
  /** So many restarts within `period` are mended; one more and the pool gives up. Default 5. */
  readonly intensity?: number;
  /** What `intensity` counts in. Default 30 s. */
  readonly period?: Duration;
  /** Waiting between restarts; the first after a healthy spell is at once. `false` for none. */
  readonly backoff?: BackoffOptions | false;
  /** A call's time when it names none. Default 30 s. */
  readonly timeout?: Duration;
  /** A stream's time from the call to its end when it names none. Default 15 min. */
  readonly streamTimeout?: Duration;
  /** What a passed deadline does to a running tool. Default `cancel`. */
  readonly onTimeout?: OnTimeout;
  /** Whether a failed call is tried again. Default: it is not. */
  readonly retry?: RetryOptions | false;
  /** From spawn to ready, imports included. Default 60 s. */
  readonly startTimeout?: Duration;
  /** Workers that must be ready before `runtime.start()` resolves. Default: all. */
  readonly minReady?: number;
  /** Given to the adapter as `self.config`. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Host tools that only this pool's workers may call, beside those of the runtime. */
  readonly tools?: Readonly<Record<string, HostTool>>;
  /** Environment variables for the workers: values, or `true` to pass the host's own. */
  readonly env?: Readonly<Record<string, string | true>>;
  /** The interpreter, or what to install into an environment made for it. Default: vivarium's own environment. */
  readonly python?: string | PythonOptions;
  /** The folder relative paths start from, and the workers' current folder. Default: the host's. */
  readonly cwd?: string;
  /** How soon a silent worker is suspected. */
  readonly heartbeat?: HeartbeatOptions;
  /** When a worker is replaced as planned. Default: never. */
  readonly recycle?: RecycleOptions;
  /** Bytes of data one worker may allocate before Python raises MemoryError. Default: no limit. */
  readonly memory?: number;
}

export interface PythonOptions {
  /** Requirements files, hash-locked or plain. */
  readonly requirements?: readonly string[];
  /** What vivarium has locks for: `agents`, `dspy`. */
  readonly extras?: readonly Extra[];
  /** A folder with a `pyproject.toml`, installed in place: what is edited there is what runs. */
  readonly project?: string;
}

export interface HeartbeatOptions {
  /** Between beats while calls are in flight. Default 50 ms. */
  readonly interval?: Duration;
  /** Between beats otherwise. Default 1 s. */
  readonly idle?: Duration;
  /** Missed beats before a worker is suspected. Default 3. */
  readonly misses?: number;
}

export interface PoolSettings extends AdapterSettings {
  readonly name: string;
  readonly size: number;
  readonly spares: number;
  readonly zygote: ZygoteOption;
  readonly concurrency: number;
  readonly lane: LaneKind;
  readonly spinMs: Ms;
  readonly window: number;
  readonly queue: number;
  readonly restart: Restart;
  readonly intensity: number;
  readonly periodMs: Ms;
  readonly backoff: Backoff | false;
  readonly timeoutMs: Ms;
  readonly streamTimeoutMs: Ms;
  readonly onTimeout: OnTimeout;
  readonly retry: RetryPolicy | undefined;
  readonly startMs: Ms;
  readonly minReady: number;
  readonly config: Readonly<Record<string, unknown>>;
  readonly tools: Readonly<Record<string, HostTool>>;
  readonly env: Readonly<Record<string, string>>;
  readonly inherit: readonly string[];
  readonly python: string | PythonOptions;
  readonly cwd: string;
  readonly heartbeat: { readonly busyMs: Ms; readonly idleMs: Ms; readonly misses: number };
  readonly memory: number;
  readonly recycle: RecycleLimits;
}

/** So that a typo is told instead of being a default. */
const NAMES: readonly string[] = [
  'adapter',
  'adapterArgs',
  'expose',
  'size',
  'spares',
  'zygote',
  'concurrency',
  'lane',
  'spin',
  'window',
  'queue',
  'restart',
  'intensity',
  'period',
  'backoff',
  'timeout',
  'streamTimeout',
  'onTimeout',
  'retry',
  'startTimeout',
  'minReady',
  'config',
  'tools',
  'env',
  'python',
  'cwd',
  'heartbeat',
  'memory',
  'recycle',
] satisfies (keyof PoolOptions)[];

/**
 * @param lane for a pool that names none.
 * @throws BadConfig naming the option, e.g. `pools.ml.size`.
 */
export function poolSettings(name: string, options: PoolOptions, lane = defaultLane(process.env)): PoolSettings {
  const at = (option: string): string => `pools.${name}.${option}`;
  const whole = (option: string, value: number, least: number, most = Number.MAX_SAFE_INTEGER): number => {
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    const range = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `${least} to ${most}`;
    throw new BadConfig(at(option), value, `a whole number, ${range}`);
  };
  const time = (option: string, value: Duration): Ms => toMs(value, at(option));
  const positive = (option: string, value: Duration): Ms => {
    const ms = time(option, value);
    if (ms > 0) return ms;
    throw new BadConfig(at(option), value, 'more than 0 ms');
  };
  const word = <T extends string>(option: string, value: T, words: readonly T[]): T => {
    if (words.includes(value)) return value;
    throw new BadConfig(at(option), value, words.map((each) => `'${each}'`).join(' or '));
  };
  if (typeof options !== 'object' || options === null)
    throw new BadConfig(`pools.${name}`, options, 'an object of options');
  refuseUnknown(`pools.${name}`, options, NAMES);
  const cwd = resolve(options.cwd ?? '.');
  const { config = {} } = options;
  encodeValue(config, at('config')); // it has to travel: told now, not by a worker that cannot start
  const size = whole('size', options.size ?? 1, 1, 1_000);
  const env = Object.entries(options.env ?? {});
  for (const [variable, value] of env)
    if (typeof value !== 'string' && value !== true)
      throw new BadConfig(at(`env.${variable}`), value, "a string, or true to pass the host's own");
  const { heartbeat = {}, python = {} } = options;
  refuseUnknown(at('heartbeat'), heartbeat, ['interval', 'idle', 'misses'] satisfies (keyof HeartbeatOptions)[]);
  if (typeof python !== 'string')
    refuseUnknown(at('python'), python, ['requirements', 'extras', 'project'] satisfies (keyof PythonOptions)[]);
  const timeoutMs = time('timeout', options.timeout ?? '30s');
  const streamTimeoutMs = time('streamTimeout', options.streamTimeout ?? '15m');
  return {
    name,
    ...adapterSettings(options, cwd, at),
    size,
    spares: whole('spares', options.spares ?? 0, 0, 100),
    zygote: zygoteOption(options.zygote, at('zygote'), process.env),
    concurrency: whole('concurrency', options.concurrency ?? 1, 1, 1_000),
    lane: laneOf(laneOption(options.lane, at('lane')) ?? lane),
    spinMs: spinOption(options.spin ?? 0, at('spin')),
    window: whole('window', options.window ?? 64, 1, 64),
    queue: whole('queue', options.queue ?? 1_000, 0),
    restart: word('restart', options.restart ?? 'permanent', ['permanent', 'transient']),
    intensity: whole('intensity', options.intensity ?? 5, 0),
    periodMs: positive('period', options.period ?? '30s'),
    backoff: options.backoff === false ? false : toBackoff(at('backoff'), options.backoff ?? {}),
    timeoutMs,
    streamTimeoutMs,
    onTimeout: word('onTimeout', options.onTimeout ?? 'cancel', ['cancel', 'kill']),
    retry: retryPolicy(at('retry'), options.retry ?? false),
    startMs: positive('startTimeout', options.startTimeout ?? '60s'),
    minReady: whole('minReady', options.minReady ?? size, 0, size),
    config,
    tools: options.tools ?? {},
    env: Object.fromEntries(env.filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
    inherit: env.filter(([, value]) => value === true).map(([variable]) => variable),
    python,
    cwd,
    heartbeat: {
      busyMs: positive('heartbeat.interval', heartbeat.interval ?? '50ms'),
      idleMs: positive('heartbeat.idle', heartbeat.idle ?? '1s'),
      misses: whole('heartbeat.misses', heartbeat.misses ?? 3, 1),
    },
    recycle: recycleLimits(options.recycle ?? {}, Math.max(timeoutMs, streamTimeoutMs), at),
    memory: whole('memory', options.memory ?? 0, 0),
  };
}
