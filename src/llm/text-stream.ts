/** The answers to one question, text by text. Nothing is asked before somebody listens, nor while nobody takes the next text. */
import type { Clock } from '../model/clock.ts';
import { llmCancelled } from '../model/llm-errors.ts';
import { type Ask, estimate } from './ask.ts';
import { Conversation } from './conversation.ts';
import type { ClientCore } from './core.ts';
import type { Errand } from './errand.ts';
import type { Exchange } from './exchange.ts';
import type { Model, ModelAnswer, ModelPart, ModelRequest } from './model.ts';
import type { ToolRun } from './tool-calls.ts';
import type { Completion, CompletionStream } from './types.ts';

export interface StreamParts {
  readonly ask: Ask;
  readonly core: ClientCore;
  readonly clock: Clock;
  readonly model: () => Promise<Model>;
  readonly run: (errand: Errand) => Omit<ToolRun, 'tools' | 'messages'>;
}

/** A stream that has begun. */
interface Begun {
  readonly parts: AsyncIterator<ModelPart, void>;
  readonly first: IteratorResult<ModelPart, void>;
}

export class TextStream implements CompletionStream {
  readonly result: Promise<Completion>;
  readonly #texts: AsyncGenerator<string, void>;

  constructor(parts: StreamParts) {
    let done: (completion: Completion) => void = () => {};
    let failed: (error: unknown) => void = () => {};
    this.result = new Promise((resolve, reject) => {
      [done, failed] = [resolve, reject];
    });
    this.result.catch(() => undefined); // nobody has to wait for it
    this.#texts = texts(parts, done, failed);
  }

  [Symbol.asyncIterator](): AsyncIterator<string, void> {
    return this.#texts;
  }
}

async function* texts(
  { ask, core, clock, model: load, run }: StreamParts,
  done: (completion: Completion) => void,
  failed: (error: unknown) => void,
): AsyncGenerator<string, void> {
  let errand: Errand | undefined;
  let over = false;
  try {
    const model = await load();
    errand = core.errand(ask.deadlineMs, ask.signal);
    const conversation = new Conversation(ask, clock);
    for (let again = true; again; ) {
      const exchange = await core.request(errand, workOf(ask, conversation.request(), model));
      const answer = yield* textsOf(exchange, ask);
      again = await conversation.take(answer, exchange.attempts, run(errand));
    }
    over = true;
    done(conversation.completion());
  } catch (error) {
    over = true;
    failed(error);
    throw error;
  } finally {
    if (!over) failed(llmCancelled(core.id, 'the consumer left'));
    errand?.close();
  }
}

/** Sent is a stream when its first part has come: until then it may be tried again. */
function workOf({ maxTokens, timeoutMs }: Ask, request: ModelRequest, model: Model) {
  const send = async (signal: AbortSignal): Promise<Begun> => {
    const parts = model.stream(request, signal);
    return { parts, first: await parts.next() };
  };
  return { operation: 'stream', tokens: estimate(request.messages, maxTokens), timeoutMs, send } as const;
}

async function* textsOf(exchange: Exchange<Begun>, { timeoutMs }: Ask): AsyncGenerator<string, ModelAnswer> {
  const { parts, first } = exchange.value;
  try {
    for (let step = first; step.done !== true; ) {
      const part = step.value;
      if (part.type === 'end') {
        exchange.succeeded(part.answer.usage);
        return part.answer;
      }
      yield part.text;
      step = await exchange.within(timeoutMs, 'stream', parts.next());
    }
    throw new Error('the stream had no end');
  } catch (error) {
    throw exchange.failed(error);
  } finally {
    exchange.left();
  }
}
