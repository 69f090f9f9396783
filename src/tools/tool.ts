/** `tool({…})`: a function of this process, described and typed, for Python and sessions to call. */
import { type Duration, toMs } from '../model/duration.ts';
import { BadConfig } from '../model/errors.ts';
import { refuseUnknown } from '../model/unknown-option.ts';
import type { ToolContext } from './context.ts';
import { type HostTool, hostTool } from './host-tool.ts';
import { listCheck, listSchema, type Parameter } from './parameter-list.ts';
import { parametersOf, type Schema, schemaCheck } from './schema.ts';
import type { Args } from './spec.ts';
import { type InputOf, isStandardSchema, type OutputOf } from './standard-schema.ts';

export interface ToolOptions<In extends Schema | undefined, Out extends Schema | undefined> {
  /** One sentence: callers in Python read it. */
  readonly description: string;
  /** What the arguments must be: any Standard Schema (zod, valibot, arktype, …) or a JSON Schema. Default: anything. */
  readonly input?: In;
  /** Instead of `input`: names and types. Arguments not listed are let through. */
  readonly parameters?: readonly Parameter[];
  /** What the result, or each chunk, must be. Default: anything. */
  readonly output?: Out;
  /** `execute` is a generator: its values are chunks, and the tool is for streaming only. Default false. */
  readonly streaming?: boolean;
  /** Running it twice does no harm. Default false. */
  readonly idempotent?: boolean;
  /** Remembers results by arguments, each session for itself. Needs `idempotent: true`. Default: none. */
  readonly cache?: CacheOptions;
  /** The most time one call gets, whatever its caller has. Default 30 s, for a streaming tool 15 min. */
  readonly timeout?: Duration;
  /** Calls that run at once; up to 1,000 more wait. Default: no limit. */
  readonly concurrency?: number;
  /** `false`: Python neither sees nor calls it. Default true. */
  readonly exposedToPython?: boolean;
  /** The work. What it throws is the caller's error. */
  readonly execute: (input: OutputOf<In, Args>, context: ToolContext) => Returned<InputOf<Out, unknown>>;
}

export interface CacheOptions {
  /** How long a result is good. Default 5 min. */
  readonly ttl?: Duration;
  /** Results that are kept; the one not used longest goes first. Default 1,000. */
  readonly max?: number;
}

type Returned<T> = T | Promise<T> | AsyncIterable<T> | Iterable<T>;

/** What a call gets when its tool says nothing else. */
export const TOOL_TIMEOUT = '30s';
export const STREAM_TIMEOUT = '15m';

const NAMES: readonly string[] = [
  'description',
  'input',
  'parameters',
  'output',
  'streaming',
  'idempotent',
  'cache',
  'timeout',
  'concurrency',
  'exposedToPython',
  'execute',
] satisfies (keyof ToolOptions<undefined, undefined>)[];

/**
 * Makes a host tool. It gets its name where it is registered.
 *
 * @example
 * const validate = tool({
 *   description: 'Validate data',
 *   input: z.object({ data: z.record(z.string(), z.number()) }),
 *   execute: async ({ data }, { session, signal }) => ({ valid: Object.keys(data).length > 0 }),
 * });
 * const runtime = createRuntime({ pools, tools: { validate } });
 * @throws BadConfig naming the option.
 */
export function tool<In extends Schema | undefined = undefined, Out extends Schema | undefined = undefined>(
  options: ToolOptions<In, Out>,
): HostTool {
  if (typeof options !== 'object' || options === null) throw new BadConfig('tool', options, 'an object of options');
  refuseUnknown('tool', options, NAMES);
  const { description, execute, streaming = false, concurrency = Number.POSITIVE_INFINITY } = options;
  if (typeof description !== 'string' || description === '')
    throw new BadConfig('tool.description', description, 'a sentence');
  if (typeof execute !== 'function') throw new BadConfig('tool.execute', execute, 'a function');
  if (concurrency !== Number.POSITIVE_INFINITY && !(Number.isInteger(concurrency) && concurrency >= 1))
    throw new BadConfig('tool.concurrency', concurrency, 'a whole number, 1 or more');
  const timeoutMs = toMs(options.timeout ?? (streaming ? STREAM_TIMEOUT : TOOL_TIMEOUT), 'tool.timeout');
  if (timeoutMs === 0) throw new BadConfig('tool.timeout', timeoutMs, 'more than 0 ms');
  return hostTool({
    description,
    ...takes(options),
    output: schemaCheck(schema('output', options.output), 'result'),
    streaming: flag('streaming', streaming),
    idempotent: flag('idempotent', options.idempotent ?? false),
    exposedToPython: flag('exposedToPython', options.exposedToPython ?? true),
    timeoutMs,
    concurrency,
    cache: cacheSettings(options),
    // What the input check lets through is what `execute` takes: only the types do not know it.
    execute: execute as HostTool['execute'],
  });
}

function takes({ input, parameters }: ToolOptions<Schema | undefined, Schema | undefined>) {
  if (parameters === undefined)
    return { parameters: parametersOf(input), input: schemaCheck(schema('input', input), 'arguments') };
  if (input !== undefined) throw new BadConfig('tool.parameters', parameters, 'nothing beside tool.input: choose one');
  return { parameters: listSchema(parameters), input: listCheck(parameters) };
}

function schema(option: string, given: Schema | undefined): Schema | undefined {
  if (given === undefined || isStandardSchema(given)) return given;
  if (typeof given === 'object' && given !== null && !Array.isArray(given)) return given;
  throw new BadConfig(`tool.${option}`, given, 'a Standard Schema (zod, valibot, …) or a JSON Schema object');
}

function flag(option: string, value: boolean): boolean {
  if (typeof value === 'boolean') return value;
  throw new BadConfig(`tool.${option}`, value, 'true or false');
}

function cacheSettings({
  cache,
  streaming,
  idempotent,
}: Pick<ToolOptions<undefined, undefined>, 'cache' | 'streaming' | 'idempotent'>) {
  if (cache === undefined) return undefined;
  refuseUnknown('tool.cache', cache, ['ttl', 'max']);
  if (streaming === true) throw new BadConfig('tool.cache', cache, 'nothing: a streaming tool has no one result');
  if (idempotent !== true) throw new BadConfig('tool.cache', cache, 'idempotent: true beside it');
  const { ttl = '5m', max = 1_000 } = cache;
  if (!Number.isInteger(max) || max < 1) throw new BadConfig('tool.cache.max', max, 'a whole number, 1 or more');
  return { ttlMs: toMs(ttl, 'tool.cache.ttl'), max };
}
