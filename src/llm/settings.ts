/** A client's options with everything filled in and checked. */
import type { Ms } from '../model/clock.ts';
import { type Duration, toMs } from '../model/duration.ts';
import { BadConfig } from '../model/errors.ts';
import { refuseUnknown } from '../model/unknown-option.ts';
import type {
  BreakerOptions,
  ClientOptions,
  EmbeddingOptions,
  LimitOptions,
  LlmOptions,
  RetryOptions,
} from './options.ts';
import { PROVIDERS, type ProviderFacts } from './providers.ts';
import type { RetryPolicy } from './retry.ts';

export interface ClientSettings {
  /** `openai/gpt-4o-mini`, or as it was named. */
  readonly name: string;
  /** One of ours by its name, or a model of the AI SDK as it was given. */
  readonly provider: string | object;
  readonly model: string;
  readonly apiKey: string | undefined;
  readonly baseUrl: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: Ms;
  readonly deadlineMs: Ms;
  readonly retry: RetryPolicy;
  readonly breaker: { readonly failures: number; readonly recoveryMs: Ms };
  readonly concurrency: number;
  readonly requestsPerMinute: number;
  readonly tokensPerMinute: number;
  readonly queue: number;
  readonly debug: boolean;
}

const NAMES: readonly string[] = [
  'provider',
  'model',
  'name',
  'apiKey',
  'baseUrl',
  'headers',
  'timeout',
  'deadline',
  'retry',
  'breaker',
  'concurrency',
  'limits',
  'debug',
] satisfies (keyof LlmOptions)[];

/** @throws BadConfig naming the option, as `field.model`. */
export function clientSettings(
  field: string,
  options: LlmOptions | EmbeddingOptions,
  kind: 'llm' | 'embedding',
  env: NodeJS.ProcessEnv,
): ClientSettings {
  refuseUnknown(field, options, NAMES);
  const { provider, facts, model } = whom(field, options, kind);
  const { retry = {}, breaker = {}, limits = {}, headers = {}, concurrency = 20, debug = false } = options;
  checkRecord(`${field}.headers`, headers);
  if (typeof debug !== 'boolean') throw new BadConfig(`${field}.debug`, debug, 'true or false');
  return {
    name: nameOf(field, options, `${typeof provider === 'string' ? provider : facts.name}/${model}`),
    provider,
    model,
    apiKey: text(`${field}.apiKey`, options.apiKey) ?? filled(env[facts.keyVariable]),
    baseUrl: baseUrlOf(field, options, facts, env),
    headers,
    timeoutMs: time(`${field}.timeout`, options.timeout ?? facts.timeout),
    deadlineMs: time(`${field}.deadline`, options.deadline ?? '10m'),
    retry: retryPolicy(`${field}.retry`, retry),
    breaker: breakerSettings(`${field}.breaker`, breaker),
    concurrency: count(`${field}.concurrency`, concurrency),
    ...limitSettings(`${field}.limits`, limits),
    debug,
  };
}

function whom(field: string, { provider, model }: LlmOptions | EmbeddingOptions, kind: 'llm' | 'embedding') {
  if (typeof provider === 'object' && provider !== null && 'modelId' in provider) {
    if (model !== undefined)
      throw new BadConfig(`${field}.model`, model, 'nothing beside a model of the AI SDK, which has its own');
    const facts: ProviderFacts = { name: provider.provider, timeout: '60s', keyVariable: '', models: {} };
    return { provider, facts, model: provider.modelId };
  }
  const known = Object.entries(PROVIDERS).filter(([, { models }]) => models[kind] !== undefined);
  const facts = known.find(([name]) => name === provider)?.[1];
  if (typeof provider !== 'string' || facts === undefined) {
    const names = known.map(([name]) => name).join(', ');
    throw new BadConfig(`${field}.provider`, provider, `one of ${names}, or a model of the AI SDK`);
  }
  const chosen = text(`${field}.model`, model) ?? facts.models[kind];
  if (chosen === undefined || chosen === '') throw new BadConfig(`${field}.model`, model, "the model's name");
  return { provider, facts, model: chosen };
}

const NAME = /^[\w./:@-]{1,128}$/;

function nameOf(field: string, { name }: ClientOptions, otherwise: string): string {
  if (name === undefined) return otherwise;
  if (typeof name === 'string' && NAME.test(name)) return name;
  throw new BadConfig(`${field}.name`, name, 'up to 128 letters, digits and ./:@_-');
}

function baseUrlOf(field: string, { baseUrl }: ClientOptions, facts: ProviderFacts, env: NodeJS.ProcessEnv) {
  const given = text(`${field}.baseUrl`, baseUrl) ?? filled(env[facts.urlVariable ?? '']) ?? facts.url;
  if (given === undefined) return undefined;
  const url = facts.address === undefined ? given : facts.address(given);
  if (URL.canParse(url) && /^https?:/.test(url)) return url.replace(/\/+$/, '');
  throw new BadConfig(`${field}.baseUrl`, given, 'a URL that begins with http:// or https://');
}

function retryPolicy(field: string, options: RetryOptions): RetryPolicy {
  refuseUnknown(field, options, ['attempts', 'initial', 'max', 'jitter']);
  const { attempts = 4, jitter = 0.2 } = options;
  if (typeof jitter !== 'number' || !(jitter >= 0 && jitter <= 1))
    throw new BadConfig(`${field}.jitter`, jitter, 'a number, 0 to 1');
  const initialMs = toMs(options.initial ?? '100ms', `${field}.initial`);
  const maxMs = toMs(options.max ?? Math.max(5_000, initialMs), `${field}.max`);
  if (maxMs < initialMs)
    throw new BadConfig(`${field}.max`, options.max, `a duration not below initial, ${initialMs} ms`);
  return { attempts: count(`${field}.attempts`, attempts), initialMs, maxMs, jitter };
}

function breakerSettings(field: string, options: BreakerOptions): ClientSettings['breaker'] {
  refuseUnknown(field, options, ['failures', 'recovery']);
  const { failures = 5, recovery = '60s' } = options;
  return { failures: count(`${field}.failures`, failures), recoveryMs: time(`${field}.recovery`, recovery) };
}

function limitSettings(field: string, options: LimitOptions) {
  refuseUnknown(field, options, ['requestsPerMinute', 'tokensPerMinute', 'queue']);
  const { requestsPerMinute = Infinity, tokensPerMinute = Infinity, queue = 1_000 } = options;
  const rate = (name: string, value: number): number => (value === Infinity ? value : count(`${field}.${name}`, value));
  return {
    requestsPerMinute: rate('requestsPerMinute', requestsPerMinute),
    tokensPerMinute: rate('tokensPerMinute', tokensPerMinute),
    queue: count(`${field}.queue`, queue),
  };
}

export function count(field: string, value: number): number {
  if (Number.isInteger(value) && value >= 1) return value;
  throw new BadConfig(field, value, 'a whole number, 1 or more');
}

export function time(field: string, value: Duration): Ms {
  const ms = toMs(value, field);
  if (ms > 0) return ms;
  throw new BadConfig(field, value, 'more than 0 ms');
}

function text(field: string, value: string | undefined): string | undefined {
  if (value === undefined || (typeof value === 'string' && value !== '')) return value;
  throw new BadConfig(field, field.endsWith('Key') ? '' : value, 'a text that is not empty');
}

/** A variable that is set to nothing is as good as not set. */
const filled = (value: string | undefined): string | undefined => (value === '' ? undefined : value);

function checkRecord(field: string, headers: unknown): void {
  const fine = typeof headers === 'object' && headers !== null && !Array.isArray(headers);
  if (!fine || !Object.values(headers).every((value) => typeof value === 'string'))
    throw new BadConfig(field, headers, 'an object of texts by name');
}
