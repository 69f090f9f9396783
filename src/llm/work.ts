/** A request as those who send it describe it, and how it ends for the client's numbers. */
import type { Ms } from '../model/clock.ts';
import type { Pass } from './breaker.ts';
import type { Usage } from './types.ts';

/** A request to be sent, once or more often. */
export interface Work<T> {
  readonly operation: 'complete' | 'stream' | 'embed';
  /** What it will take, as far as one can say beforehand. */
  readonly tokens: number;
  readonly timeoutMs: Ms;
  send(signal: AbortSignal): Promise<T>;
}

/** How a request ended for the client's numbers. */
export interface Ended {
  readonly pass: Pass;
  readonly since: Ms;
  readonly usage?: Usage | undefined;
}

/** Who counts the ends of requests. */
export interface Ends {
  /** It was answered in full. */
  succeeded(ended: Ended): void;
  /** It will not be repeated. @returns the error as one of ours. */
  failed(thrown: unknown, work: Pick<Work<unknown>, 'operation'>, number: number, ended: Ended): Error;
  /** Its consumer has left. */
  cancelled(ended: Ended): void;
}
