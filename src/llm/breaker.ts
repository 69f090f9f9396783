/**
 * The breaker machine's hands: lets a request through or refuses it at once, and tells the machine how it ended. The
 * machine runs as the client's actor; what it decided last holds while it is being restarted.
 */
import { type BreakerEvent, type BreakerInput, type BreakerView, breakerMachine } from '../../machines/breaker.ts';
import { type ChildSpec, child, type Life, type Timer, type Timers } from '../kernel/index.ts';
import type { Ms } from '../model/clock.ts';
import { CircuitOpen } from '../model/llm-errors.ts';
import type { BreakerInfo } from './types.ts';

/** A request that was let through. */
export interface Pass {
  readonly era: number;
  /** It is the one that tries whether the other side is well again. */
  readonly probe: boolean;
}

/** What a request's end says of the provider. */
export type Verdict = 'SUCCEEDED' | 'FAILED' | 'ABANDONED';

export interface BreakerParts {
  /** `llm:openai/gpt-4o-mini` */
  readonly client: string;
  readonly failures: number;
  readonly recoveryMs: Ms;
  readonly timers: () => Timers;
  readonly now: () => Ms;
  /** It has come into another state. */
  readonly changed: (state: BreakerView['state'], last: unknown) => void;
}

export class Breaker {
  readonly #parts: BreakerParts;
  #view: BreakerView = { state: 'closed', accepting: true };
  #era = 0;
  #failures = 0;
  #openUntil: Ms = 0;
  #last: unknown;
  #life: Life | undefined;
  #recovery: Timer | undefined;

  constructor(parts: BreakerParts) {
    this.#parts = parts;
  }

  /** The client's actor. */
  child(): ChildSpec {
    const { client, failures: threshold, recoveryMs } = this.#parts;
    const logic = breakerMachine.provide({
      actions: {
        show: ({ context }, view) => this.#show(context, view),
        arm: () => this.#arm(),
        disarm: () => this.#disarm(),
      },
    });
    const input = (life: Life): BreakerInput => {
      this.#life = life;
      this.#disarm();
      return { breaker: client, threshold, recoveryMs, era: this.#era };
    };
    return child(client, logic, { input });
  }

  /** @throws CircuitOpen */
  admit(): Pass {
    if (!this.#view.accepting) throw this.refusal();
    const probe = this.#view.state === 'half_open';
    const pass = { era: this.#era, probe };
    if (probe) this.#tell({ type: 'PROBED' });
    return pass;
  }

  /** Whether a request that was let through may still be sent: others may have opened the circuit while it waited. */
  holds(pass: Pass): boolean {
    return pass.era === this.#era;
  }

  refusal(): CircuitOpen {
    return new CircuitOpen(this.#parts.client, this.#retryAfterMs(), this.#last);
  }

  ended({ era }: Pass, verdict: Verdict, error?: unknown): void {
    if (verdict === 'FAILED') this.#last = error;
    this.#tell({ type: verdict, era });
  }

  info(): BreakerInfo {
    return { state: this.#view.state, failures: this.#failures, retryAfterMs: this.#retryAfterMs() };
  }

  #retryAfterMs(): Ms {
    return this.#view.state === 'open' ? Math.max(0, Math.ceil(this.#openUntil - this.#parts.now())) : 0;
  }

  #tell(event: BreakerEvent): void {
    if (this.#life !== undefined && !this.#life.dead) this.#life.self().send(event);
  }

  #show({ era, failures }: { readonly era: number; readonly failures: number }, view: BreakerView): void {
    const before = this.#view.state;
    [this.#era, this.#failures, this.#view] = [era, failures, view];
    if (view.state !== before) this.#parts.changed(view.state, this.#last);
  }

  #arm(): void {
    const { client, recoveryMs, timers, now } = this.#parts;
    this.#openUntil = now() + recoveryMs;
    const passed = (): void => this.#tell({ type: 'RECOVERY_PASSED' });
    const label = { of: client, what: 'recovery' };
    this.#recovery = timers().after(recoveryMs, passed, { keepAlive: false, label });
  }

  #disarm(): void {
    if (this.#recovery !== undefined) this.#parts.timers().cancel(this.#recovery);
    this.#recovery = undefined;
  }
}
