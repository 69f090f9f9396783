/** How a question to an agent fails, and how an agent is not found: one class for each thing a caller may branch on. */
import type { Phase } from './call-errors.ts';
import type { Ms } from './clock.ts';
import { formatMs } from './duration.ts';
import { type Facts, VivariumError } from './errors.ts';

/** What every error of a question says about it. */
export interface QuestionFacts {
  readonly agent: string;
  readonly kind: 'send' | 'stream';
  /** `queued` never reached a process and is always safe to repeat, `sent` may have run. */
  readonly phase: Phase;
}

/** What the agent's Python said of an exception. */
export interface AgentFailure {
  /** Of the HTTP answer; undefined inside a stream. */
  readonly status: number | undefined;
  /** The Python type: `UsageLimitExceeded`. */
  readonly type: string;
  readonly message: string;
  readonly traceback: string;
}

/** The agent raised. `errorType` and `facts` have the Python type, message and traceback. */
export class AgentFailed extends VivariumError {
  readonly errorType: string;

  constructor(question: QuestionFacts, failure: AgentFailure) {
    super('VIV_AGENT_FAILED', `agent ${question.agent}: ${failure.type}: ${failure.message}`, {
      ...question,
      ...failure,
    });
    this.errorType = failure.type;
  }
}

/** One life of an agent's process. */
export interface AgentLifeFacts {
  /** `agent:writer/1` */
  readonly process: string;
  readonly incarnation: number;
  readonly pid: number | undefined;
}

/** The process ended under the question, or could not be reached. `retryable` when the question had not been sent. */
export class AgentCrashed extends VivariumError {
  constructor(question: QuestionFacts, life: AgentLifeFacts, message: string) {
    const where = question.phase === 'queued' ? 'could not be reached' : 'ended under the question';
    super(
      'VIV_AGENT_CRASHED',
      `agent ${question.agent}: ${life.process}#${life.incarnation} ${where}: ${message}`,
      { ...question, ...life, message },
      { retryable: question.phase === 'queued' },
    );
  }
}

/** Why an agent takes no question now. */
export type Unavailable = 'queue_full' | 'failed' | 'stopped';

const REMEDIES: Record<Unavailable, string> = {
  queue_full: 'try later, or give it a larger size, concurrency or queue',
  failed: 'mend the cause, then agent.restart()',
  stopped: 'start it again with runtime.agents.start()',
};

/** The agent takes no question now: its queue is full, it gave up, or it was stopped. Nothing was sent. */
export class AgentUnavailable extends VivariumError {
  constructor(agent: string, why: Unavailable, says: string, cause?: unknown) {
    super(
      'VIV_AGENT_UNAVAILABLE',
      `agent ${agent} ${says}; ${REMEDIES[why]}`,
      { agent, why, phase: 'queued' },
      { retryable: why === 'queue_full', cause },
    );
  }
}

/** There is no agent of that name, or none in that group that serves. */
export class AgentNotFound extends VivariumError {
  constructor(what: string, known: readonly string[], facts: Facts) {
    const list = known.length > 0 ? `there are ${known.join(', ')}` : 'there is none';
    super('VIV_AGENT_NOT_FOUND', `${what}: ${list}`, { ...facts, known });
  }
}

/** An agent of that name runs already. */
export class AgentExists extends VivariumError {
  constructor(agent: string) {
    super('VIV_AGENT_EXISTS', `there is an agent ${agent} already; stop it first, or choose another name`, { agent });
  }
}

/** One field of a question that is none: `message_history[3].parts`. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

/** A question that cannot be asked: every field that is wrong, by its path. */
export function badQuestion(agent: string, problems: readonly Problem[], facts: Facts = {}): VivariumError {
  const list = problems.map(({ path, message }) => `${path || 'question'}: ${message}`).join('; ');
  return new VivariumError('VIV_BAD_ARGUMENTS', `agent ${agent}: ${list}`, { agent, problems, ...facts });
}

/** There was no answer in time. */
export function questionTimeout(question: QuestionFacts, what: string, timeoutMs: Ms): VivariumError {
  const message = `agent ${question.agent}: ${what} took longer than ${formatMs(timeoutMs)}`;
  const facts = { ...question, timeoutMs };
  return new VivariumError('VIV_CALL_TIMEOUT', message, facts, { retryable: question.phase === 'queued' });
}

/** Whoever asked wants it no more. */
export function questionCancelled(question: QuestionFacts, reason: unknown): VivariumError {
  const message = `agent ${question.agent}: the question was cancelled by its caller`;
  return new VivariumError('VIV_CALL_CANCELLED', message, { ...question }, { cause: reason });
}
