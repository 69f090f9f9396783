/**
 * One life of a server: one message at a time, also when its callback takes its time; what comes meanwhile waits.
 * Callbacks decide, this carries out.
 */
import { BadConfig } from '../model/errors.ts';
import { crash, type ExitReason } from '../model/exit.ts';
import { Fifo } from './fifo.ts';
import type { Process } from './process.ts';
import type { Callbacks } from './server-callbacks.ts';
import { noreply, RESULT, resultOf, UNCHANGED } from './server-results.ts';
import { LifeScope, NOBODY } from './server-scope.ts';
import type { From } from './server-types.ts';

/** Posted by the server to itself, to begin and when what a callback has promised is there: it goes before all others. */
interface TurnEvent {
  readonly type: 'vivarium.server';
  readonly turn: () => void;
}

/** A call or cast (`message`, `from`), an order to end (`reason`), or any other event. */
interface MessageEvent {
  readonly type: string;
  readonly message?: unknown;
  readonly from?: From<unknown>;
  readonly reason?: ExitReason;
}

export class ServerShell {
  state: unknown;
  /** Set when the server is done. */
  exitReason: ExitReason | undefined;
  readonly #life: Process;
  readonly #callbacks: Callbacks;
  readonly #input: unknown;
  readonly #scope: LifeScope;
  readonly #inbox = new Fifo<MessageEvent>();
  /** A callback, or the next turn of this server's own, is on its way. */
  #busy = false;
  #phase: 'starting' | 'up' | 'terminating' = 'starting';

  constructor(process: Process, callbacks: Callbacks, input: unknown) {
    this.#life = process;
    this.#callbacks = callbacks;
    this.#input = input;
    this.#scope = new LifeScope(process);
  }

  /** Begins: posts the first message, so that `init` runs in a turn of the server's own. */
  start(): void {
    this.#post(() =>
      this.#run(
        () => this.#callbacks.init(this.#input, this.#scope),
        (result) => this.#started(result),
      ),
    );
  }

  hear(event: MessageEvent | TurnEvent): void {
    if (event.type === 'vivarium.server' && 'turn' in event) {
      this.#busy = false;
      event.turn();
    } else if (this.#busy) {
      this.#wait(event);
      return;
    } else this.#handle(event);
    while (!this.#busy && !this.#over) {
      const next = this.#inbox.shift();
      if (next === undefined) return;
      this.#handle(next);
    }
  }

  get #over(): boolean {
    return this.exitReason !== undefined || this.#life.dead;
  }

  #wait(event: MessageEvent): void {
    if (this.#phase === 'terminating') return;
    if (this.#inbox.size < this.#callbacks.queue || event.type === 'SHUTDOWN') this.#inbox.push(event);
    else this.exitReason = 'queue_full';
  }

  #handle(event: MessageEvent): void {
    if (event.type === 'SHUTDOWN') {
      this.#terminate(event.reason ?? 'shutdown');
      return;
    }
    const found = this.#callbacks.messages.get(event.type);
    if (found === undefined) return; // as gen_server does with what it does not know
    const { kind, run } = found;
    const { message } = event;
    const from = kind === 'call' ? (event.from ?? NOBODY) : undefined;
    const scope = from === undefined ? this.#scope : this.#scope.of(from);
    this.#run(
      () => run(this.state, kind === 'info' ? event : message, scope),
      (result) => this.#carryOut(event.type, result, from),
    );
  }

  /** Runs a callback and then `then` with what it gives: at once, or in a turn of its own when it gives a promise. */
  #run(callback: () => unknown, then: (result: unknown) => void): void {
    try {
      const result = this.#inside(callback);
      if (!isThenable(result)) {
        then(result);
        return;
      }
      this.#busy = true;
      Promise.resolve(result).then(
        (value) => this.#settle(() => then(value)),
        (error) => this.#settle(() => this.#crash(error)),
      );
    } catch (error) {
      this.#crash(error);
    }
  }

  #inside(callback: () => unknown): unknown {
    const { kernel } = this.#life;
    const outer = kernel.inCallback;
    kernel.inCallback = this.#life;
    try {
      return callback();
    } finally {
      kernel.inCallback = outer;
    }
  }

  #settle(settled: () => void): void {
    if (this.#life.dead) return;
    this.#post(() => {
      try {
        settled();
      } catch (error) {
        this.#crash(error);
      }
    });
  }

  #post(turn: () => void): void {
    this.#busy = true;
    this.#life.self().send({ type: 'vivarium.server', turn } satisfies TurnEvent);
  }

  #started(given: unknown): void {
    const result = resultOf(given);
    switch (result?.[RESULT]) {
      case undefined:
        this.#up(given);
        break;
      case 'ok':
        this.#up(result.state);
        this.#continue(result.continue);
        break;
      case 'stop':
        this.#failed(result.reason);
        break;
      case 'ignore':
        this.#life.ignore();
        break;
      default:
        throw new BadConfig('init', given, 'to give the state, ok(state, …), stop(reason) or ignore');
    }
  }

  #up(state: unknown): void {
    this.state = state;
    this.#phase = 'up';
    this.#life.ack();
  }

  #failed(reason: ExitReason): void {
    this.#life.fail(reason);
    this.exitReason = reason;
  }

  /** @param from whom to answer; undefined when the message was no call. */
  #carryOut(what: string, given: unknown, from: From<unknown> | undefined): void {
    const result = from === undefined && given === undefined ? noreply() : resultOf(given);
    switch (result?.[RESULT]) {
      case 'reply':
        if (from === undefined) break;
        this.#keep(result.state);
        from.reply(result.reply);
        this.#continue(result.continue);
        return;
      case 'noreply':
        this.#keep(result.state);
        this.#continue(result.continue);
        return;
      case 'stop':
        this.#keep(result.state);
        if ('reply' in result.answer) from?.reply(result.answer.reply);
        this.#terminate(result.reason);
        return;
    }
    const results = from === undefined ? 'noreply(…), stop(reason) or nothing' : 'reply(…), noreply(…) or stop(reason)';
    throw new BadConfig(what, given, `to give ${results}`);
  }

  #keep(state: unknown): void {
    if (state !== UNCHANGED) this.state = state;
  }

  #continue(name: string | undefined): void {
    if (name === undefined || this.#over) return;
    const callback = this.#callbacks.continues.get(name);
    if (callback === undefined) {
      const known = [...this.#callbacks.continues.keys()].map((each) => `'${each}'`).join(' or ');
      throw new BadConfig('continue', name, known || 'none: the server has no continue callbacks');
    }
    this.#run(
      () => callback(this.state, this.#scope),
      (result) => this.#carryOut(`continue.${name}`, result, undefined),
    );
  }

  #crash(error: unknown): void {
    const reason = crash(error);
    if (this.#phase === 'starting') this.#failed(reason);
    else if (this.#phase === 'up') this.#terminate(reason);
    else this.exitReason = reason;
  }

  #terminate(reason: ExitReason): void {
    const { terminate } = this.#callbacks;
    this.#phase = 'terminating';
    if (terminate === undefined) {
      this.exitReason = reason;
      return;
    }
    this.#run(
      () => terminate(this.state, reason, this.#scope),
      () => {
        this.exitReason = reason;
      },
    );
  }
}

/** Promises, and what is awaited like one: a query that runs when it is asked for its result. */
function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
