/** What a client tells of its requests: each attempt, and each turn of its breaker. */
import type { Ms } from '../model/clock.ts';
import { formatMs } from '../model/duration.ts';

export type LlmEvent = {
  /** `llm:openai/gpt-4o-mini` */
  readonly client: string;
} & (
  | { readonly type: 'sent'; readonly operation: string; readonly attempt: number }
  | { readonly type: 'answered'; readonly operation: string; readonly attempt: number; readonly durationMs: Ms }
  | {
      readonly type: 'failed';
      readonly operation: string;
      readonly attempt: number;
      readonly error: Error;
      /** Until the next attempt; undefined when there is none. */
      readonly retryInMs: Ms | undefined;
    }
  /** The breaker let it not through. */
  | { readonly type: 'refused' }
  | { readonly type: 'breaker'; readonly state: 'closed' | 'open' | 'half_open'; readonly cause: unknown }
);

/** In a sentence, for logs and the journal. */
export function sayEvent(event: LlmEvent): string {
  switch (event.type) {
    case 'sent':
      return `${event.operation}: attempt ${event.attempt} is sent`;
    case 'answered':
      return `${event.operation}: attempt ${event.attempt} was answered after ${formatMs(event.durationMs)}`;
    case 'failed': {
      const next = event.retryInMs === undefined ? '' : `; the next in ${formatMs(event.retryInMs)}`;
      return `${event.operation}: attempt ${event.attempt} failed: ${event.error.message}${next}`;
    }
    case 'refused':
      return 'refused: the circuit is open';
    case 'breaker': {
      const why = event.state === 'open' && event.cause instanceof Error ? `: ${event.cause.message}` : '';
      return `the circuit is ${event.state.replace('_', ' ')}${why}`;
    }
  }
}
