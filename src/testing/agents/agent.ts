/** What a simulated agent is: a function of this process that stands for somebody's Python. */
import type { AgentAnswer, AgentMessage } from '../../agent/options.ts';

export interface SimulatedQuestion {
  readonly prompt: string;
  readonly messageHistory: readonly AgentMessage[];
  /** Aborted when whoever asked wants it no more, or the process is killed. */
  readonly signal: AbortSignal;
}

/** Gives the result, or its parts one by one; what it throws is an exception in Python, named as the error is. */
export type SimulatedAgent = (question: SimulatedQuestion) => unknown;

/** Its parts, then the whole answer. */
export async function* partsOf(
  agent: SimulatedAgent,
  question: SimulatedQuestion,
): AsyncGenerator<unknown, AgentAnswer> {
  const made = await agent(question);
  if (!isIterable(made)) {
    yield made;
    return answerOf(question, made);
  }
  const parts: unknown[] = [];
  for await (const part of made) {
    parts.push(part);
    yield part;
  }
  const isText = parts.length > 0 && parts.every((part) => typeof part === 'string');
  return answerOf(question, isText ? parts.join('') : parts);
}

/** Messages in the form that pydantic-ai gives them. */
function answerOf({ prompt, messageHistory }: SimulatedQuestion, result: unknown): AgentAnswer {
  const content = typeof result === 'string' ? result : JSON.stringify(result);
  const request = { kind: 'request', parts: [{ part_kind: 'user-prompt', content: prompt }] };
  const response = { kind: 'response', parts: [{ part_kind: 'text', content }] };
  const usage = { requests: 1, input_tokens: 0, output_tokens: 0, total_tokens: 0 };
  return { result, messages: [...messageHistory, request, response], usage };
}

function isIterable(value: unknown): value is AsyncIterable<unknown> | Iterable<unknown> {
  return typeof value === 'object' && value !== null && (Symbol.asyncIterator in value || Symbol.iterator in value);
}
