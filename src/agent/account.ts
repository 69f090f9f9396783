/** Keeps the account of one question: the numbers it goes into, and the events that tell of it. */
import type { QuestionFacts } from '../model/agent-errors.ts';
import type { AgentCore } from './core.ts';

export interface Account {
  answered(totalTokens: number): void;
  failed(error: unknown): void;
}

export function openAccount({ name: agent, workshop, tally, tell }: AgentCore, kind: QuestionFacts['kind']): Account {
  const since = workshop.clock.now();
  const of = { agent, kind, request: tally.begun() };
  tell({ type: 'request_start', ...of });
  return {
    answered(totalTokens) {
      const durationMs = workshop.clock.now() - since;
      tally.answered(durationMs, totalTokens);
      tell({ type: 'request_stop', ...of, durationMs, totalTokens });
    },
    failed(error) {
      const durationMs = workshop.clock.now() - since;
      tally.failed(durationMs, error);
      tell({ type: 'request_exception', ...of, durationMs, error });
    },
  };
}
