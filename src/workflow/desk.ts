/** Where nodes find what they work with: a runtime's pools and tools, or what an executor was given. */
import type { CompleteOptions, Completion } from '../llm/types.ts';
import type { Ms } from '../model/clock.ts';
import type { Args, ToolDescription } from '../tools/spec.ts';

/** What an agent needs of a client for language models. */
export interface Asks {
  complete(question: CompleteOptions): Promise<Pick<Completion, 'text'>>;
}

export interface ToolCall {
  readonly timeoutMs: Ms;
  readonly signal: AbortSignal;
}

/** Tools of whichever side, by name. */
export interface WorkflowDesk {
  /** Rejects as the tool does, or with `VIV_UNKNOWN_TOOL`. */
  call(tool: string, args: Args, options: ToolCall): Promise<unknown>;
  /** Undefined when there is none of that name. */
  describe(tool: string): ToolDescription | undefined;
}
