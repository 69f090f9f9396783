/** What clients need of a model: one request, one answer. `provider.ts` makes it of the AI SDK. */
import type { JsonSchema } from '../tools/spec.ts';
import type { FinishReason, Message, Usage } from './types.ts';

export interface ModelRequest {
  readonly messages: readonly Message[];
  readonly maxTokens: number | undefined;
  readonly temperature: number | undefined;
  readonly tools: readonly OfferedTool[];
}

export interface OfferedTool {
  readonly name: string;
  readonly description: string;
  readonly parameters: JsonSchema;
}

export interface ModelCall {
  readonly id: string;
  readonly name: string;
  readonly args: unknown;
  /** The model made a mistake: no such tool, or no JSON. */
  readonly problem: string | undefined;
}

export interface ModelAnswer {
  readonly text: string;
  readonly finishReason: FinishReason;
  readonly usage: Usage;
  readonly calls: readonly ModelCall[];
  /** What the model said, for the conversation to go on. */
  readonly messages: readonly Message[];
  readonly model: string;
}

/** Texts as they come, at the end the answer as a whole. */
export type ModelPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'end'; readonly answer: ModelAnswer };

/** Both throw whatever the library throws; aborting the signal closes the connection. */
export interface Model {
  generate(request: ModelRequest, signal: AbortSignal): Promise<ModelAnswer>;
  stream(request: ModelRequest, signal: AbortSignal): AsyncIterator<ModelPart, void>;
}

export interface Vectors {
  readonly embeddings: readonly (readonly number[])[];
  readonly tokens: number;
}

export interface Embedder {
  /** Texts in one request at most. */
  readonly most: number;
  embed(texts: readonly string[], signal: AbortSignal): Promise<Vectors>;
}
