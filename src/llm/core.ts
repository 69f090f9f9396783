/** What every client has: the way of a request past the breaker and the limits to the provider, with its retries. */
import type { Timers } from '../kernel/index.ts';
import { Stopped } from '../model/call-errors.ts';
import type { Clock, Ms } from '../model/clock.ts';
import { isVivariumError } from '../model/errors.ts';
import { CircuitOpen, LlmTimeout, ResourceExhausted } from '../model/llm-errors.ts';
import type { Random } from '../model/random.ts';
import { Attempt } from './attempt.ts';
import { Breaker, type Pass } from './breaker.ts';
import { classify } from './classify.ts';
import { Errand } from './errand.ts';
import type { LlmEvent } from './event.ts';
import { Exchange } from './exchange.ts';
import { Limiter, type Place } from './limiter.ts';
import { nextAttempt } from './retry.ts';
import type { ClientSettings } from './settings.ts';
import { Tally } from './tally.ts';
import type { LlmMetrics, LlmStats } from './types.ts';
import type { Ended, Ends, Work } from './work.ts';

export interface CoreParts {
  /** `llm:openai/gpt-4o-mini` */
  readonly id: string;
  readonly settings: ClientSettings;
  readonly clock: Clock;
  readonly timers: () => Timers;
  readonly random: Random;
  readonly tell: (event: LlmEvent) => void;
}

export class ClientCore implements Ends {
  readonly id: string;
  readonly settings: ClientSettings;
  readonly breaker: Breaker;
  readonly #parts: CoreParts;
  readonly #limiter: Limiter;
  readonly #tally: Tally;
  readonly #open = new Set<Errand>();
  #closed: Stopped | undefined;
  /** Why no request can be sent yet. */
  notRunning: string | undefined;

  constructor(parts: CoreParts) {
    const { id, settings, clock, timers, tell } = parts;
    const now = (): Ms => clock.now();
    this.id = id;
    this.settings = settings;
    this.#parts = parts;
    this.#tally = new Tally(now());
    this.#limiter = new Limiter({ client: id, ...settings, now, timers });
    const changed = (state: 'closed' | 'open' | 'half_open', cause: unknown): void =>
      tell({ client: id, type: 'breaker', state, cause });
    this.breaker = new Breaker({ client: id, ...settings.breaker, now, timers, changed });
  }

  /** One call of the client, with all the requests that it leads to. @throws Stopped */
  errand(deadlineMs: Ms, signal: AbortSignal | undefined): Errand {
    if (this.#closed !== undefined) throw this.#closed;
    if (this.notRunning !== undefined) throw new Stopped(`${this.id}: ${this.notRunning}`, { client: this.id });
    const { clock, timers } = this.#parts;
    const now = (): Ms => clock.now();
    const over = (ended: Errand): void => void this.#open.delete(ended);
    const errand = new Errand({ client: this.id, timers: timers(), now, deadlineMs, signal, over });
    this.#open.add(errand);
    return errand;
  }

  /** Sends it until it is answered. Rejects with one of the nine kinds, or why the errand ended. */
  async request<T>(errand: Errand, work: Work<T>): Promise<Exchange<T>> {
    const since = this.#parts.clock.now();
    const pass = this.#admit();
    for (let number = 1; ; number++) {
      let place: Place | undefined;
      try {
        place = await this.#enter(errand, work.tokens, pass);
        const attempt = new Attempt({ client: this.id, timers: this.#parts.timers() }, errand);
        const value = await this.#send(attempt, work, number);
        return new Exchange({ ends: this, ended: { pass, since }, work, attempt, place, number, value });
      } catch (thrown) {
        place?.leave();
        await this.#failed({ errand, work, thrown, number, pass, since, sent: place !== undefined });
        this.#tally.retried();
      }
    }
  }

  succeeded({ pass, since, usage }: Ended): void {
    this.breaker.ended(pass, 'SUCCEEDED');
    this.#tally.ended('succeeded', this.#parts.clock.now() - since, usage);
  }

  failed(thrown: unknown, { operation }: Pick<Work<unknown>, 'operation'>, number: number, ended: Ended): Error {
    const error = this.#classified(thrown, operation, number);
    this.#parts.tell({ client: this.id, type: 'failed', operation, attempt: number, error, retryInMs: undefined });
    this.#over(error, ended, true);
    return error;
  }

  cancelled({ pass, since, usage }: Ended): void {
    this.breaker.ended(pass, 'ABANDONED');
    this.#tally.ended('cancelled', this.#parts.clock.now() - since, usage);
  }

  stats(): LlmStats {
    return this.#tally.read(this.#now());
  }

  metrics(): LlmMetrics {
    return this.#tally.metrics(this.#now());
  }

  resetStats(): void {
    this.#tally.reset(this.#parts.clock.now());
  }

  /** Ends what is under way, and takes nothing more. */
  close(): void {
    this.#closed ??= new Stopped(`${this.id} is closed`, { client: this.id });
    for (const errand of this.#open) errand.end(this.#closed);
  }

  #now() {
    const { inside: inFlight, waiting } = this.#limiter;
    return { at: this.#parts.clock.now(), breaker: this.breaker.info(), inFlight, waiting };
  }

  #admit(): Pass {
    try {
      return this.breaker.admit();
    } catch (error) {
      this.#parts.tell({ client: this.id, type: 'refused' });
      this.#tally.ended('rejected', 0);
      throw error;
    }
  }

  async #enter(errand: Errand, tokens: number, pass: Pass): Promise<Place> {
    errand.doing = 'queue';
    const place = await this.#limiter.enter(tokens, errand.signal);
    errand.doing = 'complete';
    if (this.breaker.holds(pass) && !errand.signal.aborted) return place;
    place.leave(0);
    throw errand.signal.aborted ? errand.signal.reason : this.breaker.refusal();
  }

  async #send<T>(attempt: Attempt, { operation, timeoutMs, send }: Work<T>, number: number): Promise<T> {
    const { clock, tell } = this.#parts;
    const since = clock.now();
    tell({ client: this.id, type: 'sent', operation, attempt: number });
    try {
      const value = await attempt.within(timeoutMs, 'request', send(attempt.signal));
      tell({ client: this.id, type: 'answered', operation, attempt: number, durationMs: clock.now() - since });
      return value;
    } catch (error) {
      attempt.close();
      throw error;
    }
  }

  /** Resolves when it is time for the next attempt. */
  async #failed({ errand, work, thrown, number, pass, since, sent }: Failure): Promise<void> {
    const { random, tell } = this.#parts;
    const { operation } = work;
    const error = this.#classified(thrown, operation, number);
    const policy = pass.probe ? { ...this.settings.retry, attempts: 1 } : this.settings.retry;
    const again = sent && this.breaker.holds(pass) && !errand.signal.aborted;
    const leftMs = errand.leftMs;
    const wait = again ? nextAttempt(policy, { error, attempt: number, leftMs }, random) : undefined;
    if (sent) tell({ client: this.id, type: 'failed', operation, attempt: number, error, retryInMs: wait });
    try {
      if (wait === undefined) throw error;
      await errand.pause(wait);
    } catch (end) {
      this.#over(end, { pass, since }, sent);
      throw end;
    }
  }

  /** @param sent whether the provider has heard of it. */
  #over(error: unknown, { pass, since }: Ended, sent: boolean): void {
    this.breaker.ended(
      pass,
      !sent || isOwnEnd(error) ? 'ABANDONED' : hasAnswered(error) ? 'SUCCEEDED' : 'FAILED',
      error,
    );
    const ms = this.#parts.clock.now() - since;
    if (isOwnEnd(error)) this.#tally.ended('cancelled', ms);
    else this.#tally.ended(isRejection(error, sent) ? 'rejected' : 'failed', ms);
  }

  #classified(thrown: unknown, operation: string, attempts: number): Error {
    const { settings, clock } = this.#parts;
    const { provider, apiKey: secret } = settings;
    const of = typeof provider === 'string' ? provider : settings.name;
    return classify(thrown, { client: this.id, provider: of, operation, attempts, secret, wall: clock.wall() });
  }
}

interface Failure {
  readonly errand: Errand;
  readonly work: Work<unknown>;
  readonly thrown: unknown;
  readonly number: number;
  readonly pass: Pass;
  readonly since: Ms;
  readonly sent: boolean;
}

/** Its caller, or the client's end, ended it. */
function isOwnEnd(error: unknown): boolean {
  return isVivariumError(error, 'VIV_CALL_CANCELLED') || error instanceof Stopped;
}

/** Refused by the provider for what it is: the provider is well. */
function hasAnswered(error: unknown): boolean {
  if (!isVivariumError(error)) return false;
  const { status } = error.facts;
  return typeof status === 'number' && status >= 300 && status < 500 && status !== 429 && status !== 408;
}

function isRejection(error: unknown, sent: boolean): boolean {
  if (error instanceof CircuitOpen || error instanceof ResourceExhausted) return true;
  return !sent && error instanceof LlmTimeout;
}
