/** One process of an agent that has said READY, for as long as it lives: where questions are sent, and how many it has. */
import type { AgentLifeFacts } from '../model/agent-errors.ts';
import type { ProcState } from '../port/proc.ts';

export interface PlaceParts {
  readonly life: AgentLifeFacts;
  readonly port: number;
  readonly proc: () => Promise<ProcState | null>;
}

/** A question that is with a process. */
export interface Visit {
  readonly place: Place;
  /** Aborted when the process is gone; its reason says why, in words. */
  readonly signal: AbortSignal;
  /** The question has ended, however that was. */
  leave(): void;
}

export class Place {
  readonly life: AgentLifeFacts;
  readonly port: number;
  readonly proc: PlaceParts['proc'];
  accepting = true;
  /** Called when the last question has left. */
  onIdle: () => void = () => {};
  readonly #gone = new AbortController();
  #inFlight = 0;

  constructor({ life, port, proc }: PlaceParts) {
    this.life = life;
    this.port = port;
    this.proc = proc;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** @param left called after the question has ended. */
  enter(left: () => void): Visit {
    let inside = true;
    this.#inFlight += 1;
    return {
      place: this,
      signal: this.#gone.signal,
      leave: () => {
        if (!inside) return;
        inside = false;
        this.#inFlight -= 1;
        left();
        if (this.#inFlight === 0) this.onIdle();
      },
    };
  }

  /** It is over: every question it has ends. */
  fence(message: string): void {
    this.accepting = false;
    this.#gone.abort(message);
  }
}
