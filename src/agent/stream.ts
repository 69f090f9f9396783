/** The parts of one answer as they come. Nothing is asked before somebody reads; leaving the loop gives the question up. */
import type { Handoff } from './handoff.ts';
import type { AgentAnswer } from './options.ts';

/** A stream that has been asked for. */
export interface Begun {
  readonly parts: Handoff<unknown>;
  readonly answer: Promise<AgentAnswer>;
}

/**
 * @example
 * const stream = agent.stream({ prompt: 'Hello' });
 * for await (const text of stream) process.stdout.write(String(text));
 * console.log((await stream.result).usage.total_tokens);
 */
export class AgentStream implements AsyncIterable<unknown> {
  readonly #begin: () => Begun;
  #begun: Begun | undefined;

  constructor(begin: () => Begun) {
    this.#begin = begin;
  }

  /** The whole answer. When nobody has begun to read the parts, they are passed over. */
  get result(): Promise<AgentAnswer> {
    if (this.#begun === undefined) void passOver(this.#start().parts);
    return this.#start().answer;
  }

  /** Text as the model says it; structured output as it grows. Read it once. */
  [Symbol.asyncIterator](): AsyncIterator<unknown, void> {
    const read = async function* (begun: () => Begun): AsyncGenerator<unknown, void> {
      yield* begun().parts;
    };
    return read(() => this.#start());
  }

  #start(): Begun {
    this.#begun ??= this.#begin();
    return this.#begun;
  }
}

/** What goes wrong is told by the result. */
async function passOver(parts: AsyncIterable<unknown>): Promise<void> {
  try {
    for await (const _ of parts);
  } catch {}
}
