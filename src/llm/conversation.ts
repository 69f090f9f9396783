/** What a model says to a question, answer by answer: each of its tool calls is carried out before it is asked again. */
import type { Clock, Ms } from '../model/clock.ts';
import type { Ask } from './ask.ts';
import type { ModelAnswer, ModelRequest } from './model.ts';
import { sum } from './tally.ts';
import { carryOut, type ToolRun, toolMessage } from './tool-calls.ts';
import type { Completion, Message, Step, ToolCall } from './types.ts';

export class Conversation {
  readonly #ask: Ask;
  readonly #clock: Clock;
  readonly #since: Ms;
  readonly #said: Message[] = [];
  readonly #steps: Step[] = [];
  #pending: readonly ToolCall[] = [];
  #last: ModelAnswer | undefined;
  #attempts = 0;

  constructor(ask: Ask, clock: Clock) {
    this.#ask = ask;
    this.#clock = clock;
    this.#since = clock.now();
  }

  get messages(): readonly Message[] {
    return [...this.#ask.messages, ...this.#said];
  }

  /** What the model is to be asked next. */
  request(): ModelRequest {
    const { maxTokens, temperature, tools } = this.#ask;
    return { messages: this.messages, maxTokens, temperature, tools: [...tools.values()] };
  }

  /** Takes an answer, and carries out what it asks for. @returns whether the model is to be asked again. */
  async take(answer: ModelAnswer, attempts: number, run: Omit<ToolRun, 'tools' | 'messages'>): Promise<boolean> {
    const { tools, maxSteps } = this.#ask;
    this.#attempts += attempts;
    this.#last = answer;
    this.#said.push(...answer.messages);
    const { done, pending } = await carryOut(answer.calls, { ...run, tools, messages: this.messages });
    if (done.length > 0) this.#said.push(toolMessage(done));
    const { text, finishReason, usage } = answer;
    this.#steps.push({ text, finishReason, usage, toolCalls: done });
    this.#pending = pending;
    return done.length > 0 && pending.length === 0 && this.#steps.length < maxSteps;
  }

  completion(): Completion {
    const { text = '', finishReason = 'other', model = '' } = this.#last ?? {};
    const none = { inputTokens: 0, outputTokens: 0, totalTokens: 0 };
    return {
      text,
      usage: this.#steps.map(({ usage }) => usage).reduce(sum, none),
      finishReason,
      steps: this.#steps,
      messages: this.#said,
      toolCalls: this.#steps.flatMap(({ toolCalls }) => toolCalls),
      pending: this.#pending,
      model,
      durationMs: this.#clock.now() - this.#since,
      attempts: this.#attempts,
    };
  }
}
