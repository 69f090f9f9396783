/** What Python passes to `vivarium.llm.*`; a null is as good as nothing. */
import type { JsonSchema } from '../tools/spec.ts';
import type { Message } from './types.ts';

/** Which client is meant. Equal configs mean the same client, and with it the same breaker and limits. */
export interface ConfigArguments {
  /** `openai`, `anthropic`, `ollama`, `huggingface`. */
  readonly provider: string;
  readonly model?: string;
  readonly api_key?: string;
  readonly base_url?: string;
  /** A client that the runtime's option `llm.clients` names. */
  readonly name?: string;
}

/** A tool as `get_tool_definitions()` tells it: whoever asked carries out its calls. */
export interface ToolDefinition {
  readonly name: string;
  readonly description?: string;
  readonly parameters?: JsonSchema;
}

/** What a tool gave for one of the calls in `pending`. */
export interface ToolResultArgument {
  readonly id: string;
  readonly name: string;
  /** Any JSON; of a call that failed, what went wrong. */
  readonly result: unknown;
  readonly is_error?: boolean;
}

export interface AskArguments {
  readonly config: ConfigArguments;
  readonly system?: string;
  readonly max_tokens?: number;
  readonly temperature?: number;
  readonly tools?: readonly ToolDefinition[];
  /** Names of host tools that the model may call: the host carries them out. */
  readonly host_tools?: readonly string[];
  readonly max_steps?: number;
  /** Seconds, of all of it. */
  readonly timeout?: number;
}

export interface CompleteArguments extends AskArguments {
  /** Either this or `messages`. */
  readonly prompt?: string;
  readonly messages?: readonly Message[];
  /** Put behind `messages`, which end with the answer that made these calls. */
  readonly tool_results?: readonly ToolResultArgument[];
}

export interface BatchArguments extends AskArguments {
  readonly prompts: readonly string[];
  readonly max_concurrency?: number;
}

export interface EmbedArguments {
  readonly config: ConfigArguments;
  readonly texts: readonly string[];
  /** Seconds, of all of it. */
  readonly timeout?: number;
}

export interface StatsArguments {
  readonly config: ConfigArguments;
  /** Default `llm`. */
  readonly kind?: 'llm' | 'embedding';
}
