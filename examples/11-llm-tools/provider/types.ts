/** A request and its answer in words that all of the wire formats share. */

/** Something that came as JSON. */
export type Asked = Readonly<Record<string, unknown>>;

export interface Message {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly text: string;
  /** Tool calls that it makes. */
  readonly calls: number;
}

export interface Ask {
  readonly model: string;
  readonly stream: boolean;
  readonly messages: readonly Message[];
  readonly tools: readonly { readonly name: string; readonly parameters: Asked }[];
  readonly maxTokens: number | undefined;
}

export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** JSON. */
  readonly args: string;
}

export interface Reply {
  readonly text: string;
  readonly calls: readonly ToolCall[];
  /** It ends because `maxTokens` are used up. */
  readonly cut?: boolean;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** A wire format: how a request is read, and how an answer, a stream and an error are written. */
export interface Wire {
  read(body: Asked): Ask;
  answer(ask: Ask, reply: Reply): unknown;
  /** The events of a stream, as they go over the wire. */
  events(ask: Ask, reply: Reply): string[];
  error(status: number, message: string): unknown;
}

/** The texts of a message's content, whichever form that has. */
export function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return content === undefined || content === null ? '' : JSON.stringify(content);
  return content.map((part: Asked) => (typeof part['text'] === 'string' ? part['text'] : '')).join('');
}

export const listOf = (value: unknown): readonly Asked[] => (Array.isArray(value) ? (value as Asked[]) : []);
