/** An agent's options with everything filled in and checked, in milliseconds. */
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { toBackoff } from '../model/backoff-options.ts';
import type { Ms } from '../model/clock.ts';
import { type Duration, toMs } from '../model/duration.ts';
import { BadConfig } from '../model/errors.ts';
import type { Backoff, Restart } from '../model/policy.ts';
import { type RetryPolicy, retryPolicy } from '../model/retry.ts';
import { refuseUnknown } from '../model/unknown-option.ts';
import type { PythonOptions } from '../pool/options.ts';
import type { AgentHealthOptions, AgentLimits, AgentOptions, AgentTimeouts } from './options.ts';

export interface AgentSettings {
  readonly name: string;
  readonly pythonModule: string;
  readonly model: string | undefined;
  readonly port: number;
  readonly groups: readonly string[];
  readonly size: number;
  readonly concurrency: number;
  readonly queue: number;
  readonly restart: Restart;
  readonly intensity: number;
  readonly periodMs: Ms;
  readonly backoff: Backoff | false;
  readonly retry: RetryPolicy | undefined;
  readonly timeouts: { readonly [Name in keyof AgentTimeouts]-?: Ms };
  readonly health: { readonly intervalMs: Ms; readonly timeoutMs: Ms; readonly misses: number } | undefined;
  /** Undefined: no limit. */
  readonly rss: number | undefined;
  /** What the process is told to have the kernel keep. */
  readonly kept: Readonly<Record<string, number>>;
  readonly env: Readonly<Record<string, string>>;
  readonly inherit: readonly string[];
  readonly cwd: string;
  readonly python: string | PythonOptions;
  readonly token: string | undefined;
  readonly tools: boolean;
  readonly session: string;
}

const NAMES: readonly string[] = [
  'name',
  'pythonModule',
  'model',
  'port',
  'group',
  'groups',
  'size',
  'concurrency',
  'queue',
  'restart',
  'intensity',
  'period',
  'backoff',
  'retry',
  'timeouts',
  'health',
  'limits',
  'env',
  'cwd',
  'python',
  'auth',
  'tools',
  'session',
] satisfies (keyof AgentOptions)[];

/** Short enough for the name of a variable of a session, `agent.writer`. */
const NAME = /^[A-Za-z0-9][\w.-]{0,57}$/;

/** @param host usually `process.env`. @throws BadConfig naming the option, e.g. `agents.writer.size`. */
export function agentSettings(options: AgentOptions, host: NodeJS.ProcessEnv = process.env): AgentSettings {
  refuseUnknown('agents.start', options, NAMES);
  const { name, python = { extras: ['agents'] } } = options;
  if (typeof name !== 'string' || !NAME.test(name))
    throw new BadConfig('agents.start.name', name, 'a name of 1 to 58 letters, digits, dots, dashes and underscores');
  const at = (option: string): string => `agents.${name}.${option}`;
  const size = whole(at('size'), options.size ?? 1, 1, 100);
  const port = whole(at('port'), options.port ?? 0, 0, 65_535);
  if (port !== 0 && size > 1) throw new BadConfig(at('port'), port, `0 for an agent of ${size} processes`);
  if (typeof python !== 'string')
    refuseUnknown(at('python'), python, ['requirements', 'extras', 'project'] satisfies (keyof PythonOptions)[]);
  const restart = options.restart ?? 'permanent';
  if (restart !== 'permanent' && restart !== 'transient')
    throw new BadConfig(at('restart'), restart, "'permanent' or 'transient'");
  return {
    name,
    pythonModule: text(at('pythonModule'), options.pythonModule),
    model: options.model === undefined ? host['VIVARIUM_AGENT_MODEL'] || undefined : text(at('model'), options.model),
    port,
    groups: groupsOf(at, options),
    size,
    concurrency: whole(at('concurrency'), options.concurrency ?? 16, 1, 1_000),
    queue: whole(at('queue'), options.queue ?? 100, 0, 100_000),
    restart,
    intensity: whole(at('intensity'), options.intensity ?? 5, 0),
    periodMs: positive(at('period'), options.period ?? '30s'),
    backoff: options.backoff === false ? false : toBackoff(at('backoff'), options.backoff ?? {}),
    retry: retryPolicy(at('retry'), options.retry ?? {}),
    timeouts: timeoutsOf(at, options.timeouts ?? {}),
    health: options.health === false ? undefined : healthOf(at, options.health ?? {}),
    ...limitsOf(at, options.limits ?? {}),
    ...environmentOf(at, options.env ?? {}),
    cwd: resolve(options.cwd ?? '.'),
    python,
    token: flag(at('auth'), options.auth ?? true) ? randomBytes(24).toString('base64url') : undefined,
    tools: flag(at('tools'), options.tools ?? false),
    session: options.session === undefined ? `agent:${name}` : text(at('session'), options.session),
  };
}

type At = (option: string) => string;

function groupsOf(at: At, { group, groups = [] }: AgentOptions): string[] {
  if (!Array.isArray(groups)) throw new BadConfig(at('groups'), groups, 'a list of names');
  const all = group === undefined ? groups : [group, ...groups];
  return [...new Set(all.map((each) => text(at('groups'), each)))];
}

function timeoutsOf(at: At, given: AgentTimeouts): AgentSettings['timeouts'] {
  const defaults = { start: '30s', connect: '5s', run: '60s', stream: '15m', idle: '60s' } as const;
  refuseUnknown(at('timeouts'), given, Object.keys(defaults));
  const of = (name: keyof typeof defaults): Ms => positive(at(`timeouts.${name}`), given[name] ?? defaults[name]);
  return { start: of('start'), connect: of('connect'), run: of('run'), stream: of('stream'), idle: of('idle') };
}

function healthOf(at: At, given: AgentHealthOptions): AgentSettings['health'] {
  refuseUnknown(at('health'), given, ['interval', 'timeout', 'misses'] satisfies (keyof AgentHealthOptions)[]);
  return {
    intervalMs: positive(at('health.interval'), given.interval ?? '10s'),
    timeoutMs: positive(at('health.timeout'), given.timeout ?? '5s'),
    misses: whole(at('health.misses'), given.misses ?? 3, 1),
  };
}

function limitsOf(at: At, given: AgentLimits): Pick<AgentSettings, 'rss' | 'kept'> {
  refuseUnknown(at('limits'), given, ['memory', 'rss', 'cpuTime', 'openFiles'] satisfies (keyof AgentLimits)[]);
  const { memory, rss, cpuTime, openFiles } = given;
  const bytes = (name: 'memory' | 'rss', value: number): number => whole(at(`limits.${name}`), value, 1);
  const seconds = (value: Duration): number => Math.max(1, Math.ceil(positive(at('limits.cpuTime'), value) / 1_000));
  return {
    rss: rss === undefined ? undefined : bytes('rss', rss),
    kept: {
      ...(memory === undefined ? {} : { memory_bytes: bytes('memory', memory) }),
      ...(cpuTime === undefined ? {} : { cpu_seconds: seconds(cpuTime) }),
      ...(openFiles === undefined ? {} : { open_files: whole(at('limits.openFiles'), openFiles, 16) }),
    },
  };
}

function environmentOf(at: At, given: Readonly<Record<string, string | true>>): Pick<AgentSettings, 'env' | 'inherit'> {
  const entries = Object.entries(given);
  for (const [variable, value] of entries)
    if (typeof value !== 'string' && value !== true)
      throw new BadConfig(at(`env.${variable}`), value, "a string, or true to pass the host's own");
  return {
    env: Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
    inherit: entries.filter(([, value]) => value === true).map(([variable]) => variable),
  };
}

function whole(field: string, value: number, least: number, most = Number.MAX_SAFE_INTEGER): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  const range = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `${least} to ${most}`;
  throw new BadConfig(field, value, `a whole number, ${range}`);
}

function positive(field: string, value: Duration): Ms {
  const ms = toMs(value, field);
  if (ms > 0) return ms;
  throw new BadConfig(field, value, 'more than 0 ms');
}

function text(field: string, value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new BadConfig(field, value, 'a text that is not empty');
}

function flag(field: string, value: boolean): boolean {
  if (typeof value === 'boolean') return value;
  throw new BadConfig(field, value, 'true or false');
}
