/** Looks after a process that serves: whether it still answers, and how much memory it has. */
import type { Timer, Timers } from '../kernel/index.ts';
import type { Ms } from '../model/clock.ts';
import { readAll, send } from './http.ts';
import type { Place } from './place.ts';
import type { AgentSettings } from './settings.ts';

export interface CheckupParts {
  readonly place: Place;
  readonly settings: AgentSettings;
  readonly timers: Timers;
  readonly unhealthy: (message: string) => void;
  readonly overgrown: (message: string) => void;
}

/** Between two looks at its memory. */
const RSS_MS: Ms = 1_000;
const MB = 1024 * 1024;

export class Checkup {
  readonly #parts: CheckupParts;
  readonly #closed = new AbortController();
  readonly #timers = new Map<'health' | 'rss', Timer>();
  #missed = 0;

  constructor(parts: CheckupParts) {
    this.#parts = parts;
    const { health, rss } = parts.settings;
    if (health !== undefined) this.#after('health', health.intervalMs, () => this.#ask(health));
    if (rss !== undefined) this.#after('rss', RSS_MS, () => this.#weigh(rss));
  }

  close(): void {
    this.#closed.abort();
    for (const timer of this.#timers.values()) this.#parts.timers.cancel(timer);
  }

  async #ask(health: NonNullable<AgentSettings['health']>): Promise<void> {
    const why = await this.#isWell(health.timeoutMs);
    if (this.#closed.signal.aborted) return;
    this.#missed = why === undefined ? 0 : this.#missed + 1;
    if (this.#missed < health.misses) return this.#after('health', health.intervalMs, () => this.#ask(health));
    this.#parts.unhealthy(`did not answer ${health.misses} health checks in a row: ${why}`);
  }

  /** Undefined when it is, else what is wrong. */
  async #isWell(timeoutMs: Ms): Promise<string | undefined> {
    const { place, timers } = this.#parts;
    const late = new AbortController();
    const timer = timers.after(timeoutMs, () => late.abort(new Error('no answer in time')));
    const signal = AbortSignal.any([late.signal, this.#closed.signal]);
    const question = { port: place.port, path: '/health', body: undefined, token: undefined };
    try {
      const response = await send({ ...question, connectMs: timeoutMs, timers, signal });
      await readAll(response);
      return response.statusCode === 200 ? undefined : `status ${response.statusCode}`;
    } catch (error) {
      const told = late.signal.aborted ? late.signal.reason : error;
      return told instanceof Error ? told.message : String(told);
    } finally {
      timers.cancel(timer);
    }
  }

  async #weigh(most: number): Promise<void> {
    const rss = (await this.#parts.place.proc())?.rss ?? 0;
    if (this.#closed.signal.aborted) return;
    if (rss <= most) return this.#after('rss', RSS_MS, () => this.#weigh(most));
    const mb = (bytes: number): string => (bytes / MB).toFixed(1);
    this.#parts.overgrown(`has ${mb(rss)} MB of memory, of at most ${mb(most)} MB (limits.rss)`);
  }

  #after(what: 'health' | 'rss', ms: Ms, look: () => Promise<void>): void {
    const { timers, place } = this.#parts;
    const label = { of: place.life.process, what: `${what} check` };
    this.#timers.set(
      what,
      timers.after(ms, () => void look(), { keepAlive: false, label }),
    );
  }
}
