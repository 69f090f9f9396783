/**
 * `server`: OTP's gen_server as xstate logic. State, and callbacks for calls (answered), casts (not answered) and all
 * other events; their types are read off the callbacks, and `call` and `cast` are held to them.
 */
import type { EventObject } from 'xstate';
import { BadConfig } from '../model/errors.ts';
import type { ExitReason } from '../model/exit.ts';
import { SERVER } from './brand.ts';
import { processOf } from './process.ts';
import { type Callbacks, callbacksOf } from './server-callbacks.ts';
import { ServerShell } from './server-shell.ts';
import type {
  Calls,
  Casts,
  Continues,
  Infos,
  InitResult,
  ServerEvent,
  ServerLogic,
  ServerScope,
  ServerSnapshot,
} from './server-types.ts';

/**
 * Every callback may be async: the next message waits until it is through. A callback that throws crashes the server, and
 * its callers are told with what it threw.
 */
export interface ServerOptions<Input, S, K, C, A, I> {
  /** The first state, made of the child's `input`. The start is complete when it is there; it fails when this throws. */
  readonly init: (input: Input, scope: ServerScope) => InitResult<S, keyof K & string>;
  /** What a result asks for by `{ continue: name }`; runs before the next message. */
  readonly continue?: K & Continues<S>;
  /** Each gives `reply(value, state)`, `noreply(state)` (its `from` answers later) or `stop(reason)`. */
  readonly calls?: C & Calls<S, keyof K & string>;
  /** Each gives `noreply(state)`, `stop(reason)` or nothing. */
  readonly casts?: A & Casts<S, keyof K & string>;
  /** All other events by their type, `EXIT` and `DOWN` among them. Those without a callback are dropped. */
  readonly infos?: I & Infos<S, keyof K & string>;
  /**
   * Cleans up when the server stops itself or a callback has crashed; when it is told to end only if it traps exits
   * (`life.trapExit(true)`, in `init`); never when it is killed.
   */
  readonly terminate?: (state: S, reason: ExitReason, scope: ServerScope) => void | Promise<void>;
  /** How many messages may wait behind an async callback; with one more the server ends with `queue_full`. Default 100,000. */
  readonly queue?: number;
}

/**
 * @example
 * const counter = server({
 *   init: (start: number) => start,
 *   calls: { add: (count, by: number) => reply(count + by, count + by) },
 *   casts: { reset: () => noreply(0) },
 * });
 * const { ref } = createSystem().start(child('counter', counter, { input: 40 }));
 * await call(ref, 'add', 2); // 42
 * @throws BadConfig naming the field and what it takes.
 */
export function server<Input, S, const K = object, C = object, A = object, I = object>(
  options: ServerOptions<Input, S, K, C, A, I>,
): ServerLogic<Input, S, ServerEvent<C, A, I>> {
  return logicOf(callbacksOf(options));
}

/** Where a snapshot keeps what is nobody's business. */
const PRIVATE: unique symbol = Symbol('private');

interface Private {
  readonly input: unknown;
  shell?: ServerShell;
}

function logicOf<Input, S, E extends EventObject>(callbacks: Callbacks): ServerLogic<Input, S, E> {
  const inside = (snapshot: ServerSnapshot<S>): Private =>
    (snapshot as ServerSnapshot<S> & { [PRIVATE]: Private })[PRIVATE];
  return {
    [SERVER]: new Set(callbacks.messages.keys()),
    getInitialSnapshot(_scope, input) {
      const snapshot = { status: 'active', output: undefined, error: undefined, context: undefined as S } as const;
      return { ...snapshot, [PRIVATE]: { input } };
    },
    start(snapshot, { self }) {
      const process = processOf(self);
      if (process === undefined)
        throw new BadConfig('server', self.id, 'to be started by createSystem().start(…) or by a supervisor');
      const own = inside(snapshot);
      own.shell = new ServerShell(process, callbacks, own.input);
      own.shell.start();
    },
    transition(snapshot, event) {
      const { shell } = inside(snapshot);
      if (shell === undefined || event.type === 'xstate.stop') return snapshot;
      shell.hear(event);
      const context = shell.state as S;
      const reason = shell.exitReason;
      if (reason === undefined) return context === snapshot.context ? snapshot : { ...snapshot, context };
      if (typeof reason !== 'string' && 'error' in reason)
        return { ...snapshot, context, status: 'error', output: undefined, error: reason.error };
      return { ...snapshot, context, status: 'done', output: { exit: reason }, error: undefined };
    },
    getPersistedSnapshot: (snapshot) => snapshot,
  };
}
