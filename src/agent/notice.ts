/** What an agent tells of itself, by `runtime.on('agent:NAME:TYPE')`. */
import type { AgentCrash } from '../../machines/agent.ts';
import type { AgentLifeFacts, AgentUnavailable, QuestionFacts } from '../model/agent-errors.ts';
import type { Ms } from '../model/clock.ts';
import type { Facts } from '../model/errors.ts';

interface Of {
  readonly agent: string;
}

interface OfRequest extends Of {
  readonly kind: QuestionFacts['kind'];
  /** Counts the questions of the agent, from 1. */
  readonly request: number;
}

export type AgentNotice =
  /** A process takes questions. */
  | (Of & AgentLifeFacts & { readonly type: 'ready'; readonly port: number })
  /** A process ended and nobody had told it to. */
  | (Of & { readonly type: 'crash'; readonly message: string; readonly crash: AgentCrash })
  /** Its supervisor starts it again, `delayMs` from now. */
  | (Of & { readonly type: 'restarting'; readonly process: string; readonly attempt: number; readonly delayMs: Ms })
  /** Too many restarts: it takes no questions until `agent.restart()`. */
  | (Of & { readonly type: 'failed'; readonly error: AgentUnavailable })
  | (Of & { readonly type: 'stopped' })
  /** Python's logging has a record. */
  | (Of & AgentRecord & { readonly type: 'log' })
  /** A process printed a line that is no record of its log. */
  | (Of & AgentLine & { readonly type: 'output' })
  | (OfRequest & { readonly type: 'request_start' })
  | (OfRequest & { readonly type: 'request_stop'; readonly durationMs: Ms; readonly totalTokens: number })
  | (OfRequest & { readonly type: 'request_exception'; readonly durationMs: Ms; readonly error: unknown });

export interface AgentRecord {
  readonly process: string;
  readonly incarnation: number;
  readonly level: 'debug' | 'info' | 'warning' | 'error' | 'critical';
  readonly logger: string;
  readonly message: string;
  /** What was passed as `extra`. */
  readonly fields: Facts;
  /** Empty when no exception was logged. */
  readonly traceback: string;
}

export interface AgentLine {
  readonly process: string;
  readonly incarnation: number;
  readonly stream: 'stdout' | 'stderr';
  readonly line: string;
}

export type AgentNoticeType = AgentNotice['type'];
