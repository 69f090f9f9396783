/** The callbacks of a server, checked when it is written down: by name, and by the event that each takes. */
import { BadConfig } from '../model/errors.ts';
import type { ExitReason } from '../model/exit.ts';
import { checkCount, checkOptions } from './check.ts';
import type { CallScope } from './server-types.ts';

export type Scope = CallScope<unknown>;
export type Kind = 'call' | 'cast' | 'info';

export interface Callback {
  readonly kind: Kind;
  readonly run: (state: unknown, message: unknown, scope: Scope) => unknown;
}

export interface Callbacks {
  readonly init: (input: unknown, scope: Scope) => unknown;
  readonly continues: ReadonlyMap<string, (state: unknown, scope: Scope) => unknown>;
  /** By the type of their event. */
  readonly messages: ReadonlyMap<string, Callback>;
  readonly terminate: ((state: unknown, reason: ExitReason, scope: Scope) => unknown) | undefined;
  /** How many messages may wait behind a callback that takes its time. */
  readonly queue: number;
}

/** What `server` is given, before anything is known of it. */
interface Given {
  readonly init: unknown;
  readonly terminate?: unknown;
  readonly continue?: unknown;
  readonly calls?: unknown;
  readonly casts?: unknown;
  readonly infos?: unknown;
  readonly queue?: number;
}

/** Types of events that mean something to the kernel or to xstate. */
const RESERVED = /^(call\.|cast\.|xstate\.|vivarium\.|SHUTDOWN$)/;

/** @throws BadConfig naming the field and what it takes. */
export function callbacksOf(given: Given): Callbacks {
  checkOptions('server', given, ['init', 'continue', 'calls', 'casts', 'infos', 'terminate', 'queue']);
  const { queue = 100_000 } = given;
  checkCount('queue', queue);
  const messages = new Map<string, Callback>();
  const add = (field: string, kind: Kind, prefix: string, callbacks: unknown): void => {
    for (const [name, run] of functions(field, callbacks)) {
      if (kind === 'info' && RESERVED.test(name))
        throw new BadConfig(`infos.${name}`, name, 'a type of event that the kernel does not use itself');
      messages.set(prefix + name, { kind, run });
    }
  };
  add('calls', 'call', 'call.', given.calls);
  add('casts', 'cast', 'cast.', given.casts);
  add('infos', 'info', '', given.infos);
  return {
    init: aFunction('init', given.init),
    continues: new Map(functions('continue', given.continue)),
    messages,
    terminate: given.terminate === undefined ? undefined : aFunction('terminate', given.terminate),
    queue,
  };
}

type AnyFunction = (...parameters: unknown[]) => unknown;

function aFunction(field: string, value: unknown): AnyFunction {
  if (typeof value !== 'function') throw new BadConfig(field, value, 'a function');
  return value as AnyFunction;
}

function functions(field: string, callbacks: unknown = {}): [string, AnyFunction][] {
  if (typeof callbacks !== 'object' || callbacks === null || Array.isArray(callbacks))
    throw new BadConfig(field, callbacks, 'an object of functions by name');
  return Object.entries(callbacks).map(([name, value]) => [name, aFunction(`${field}.${name}`, value)]);
}
