/** What is done to a simulated system, as data: calls, streams, sessions' variables, faults, each at its time. */
import type { Ms } from '../../model/clock.ts';
import type { Affinity } from '../../pool/call-session.ts';
import type { OnTimeout } from '../../pool/row.ts';
import type { Fault } from '../faults/plan.ts';
import type { Ask, Script } from './tool.ts';

export interface CallStep {
  readonly do: 'call';
  readonly pool: string;
  readonly tool: 'work' | 'safe';
  readonly ms: Ms;
  readonly ends: Script['ends'];
  readonly timeoutMs: Ms;
  readonly onTimeout: OnTimeout;
  /** The caller gives up after that. */
  readonly abortMs?: Ms;
  readonly session?: string;
  readonly affinity?: Affinity;
  readonly attempts?: number;
  readonly ask?: Ask;
}

export interface StreamStep {
  readonly do: 'stream';
  readonly pool: string;
  readonly ms: Ms;
  readonly ends: 'answer' | 'raise' | 'segfault';
  readonly chunks: number;
  /** The consumer leaves after so many, and rests after each. */
  readonly take: number;
  readonly restMs: Ms;
  readonly timeoutMs: Ms;
  readonly session?: string;
}

export interface VariableStep {
  readonly do: 'set' | 'get' | 'delete';
  readonly session: string;
  readonly name: string;
}

export interface CloseStep {
  readonly do: 'close';
  readonly session: string;
  readonly graceMs: Ms;
}

export type Action =
  | CallStep
  | StreamStep
  | VariableStep
  | CloseStep
  /** Brings a pool back that gave up. */
  | { readonly do: 'revive'; readonly pool: string }
  | { readonly do: 'reload'; readonly pool: string }
  | { readonly do: 'fault'; readonly fault: Fault };

export interface Step {
  readonly atMs: Ms;
  readonly action: Action;
}

export function inWords({ do: verb, ...rest }: Action): string {
  return `${verb} ${JSON.stringify(rest)}`;
}
