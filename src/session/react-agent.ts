/** A ReAct agent of DSPy that lives in a pool's worker and thinks over the tools of its session. */
import { BadConfig } from '../model/errors.ts';
import type { SessionCallOptions, ToolSession } from './types.ts';

export interface ReactAgentOptions {
  /** Its inputs and outputs in DSPy's words, such as `question -> answer`. */
  readonly signature: string;
  /** Host tools by name. Default: all that the session's Python may see. */
  readonly tools?: readonly string[];
  /** Thoughts at most. Default 5. */
  readonly maxIters?: number;
  /** The pool it runs in, whose adapter is `vivarium_worker.dspy_agent` or a class derived from it. Default `agents`. */
  readonly pool?: string;
}

/** What an agent thought, did and saw, once it is over. */
export interface AgentStep {
  readonly thought: string;
  readonly tool: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly observation: unknown;
}

export interface AgentResult {
  /** By the names of the signature. */
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly steps: readonly AgentStep[];
}

/** What an agent does, as it does it. */
export type AgentEvent =
  | { readonly type: 'thought'; readonly text: string }
  | { readonly type: 'tool'; readonly tool: string; readonly args: Readonly<Record<string, unknown>> }
  | { readonly type: 'observation'; readonly tool: string; readonly value: unknown }
  | { readonly type: 'error'; readonly tool: string; readonly message: string }
  | ({ readonly type: 'result' } & AgentResult);

/** Its description is the session variable `agent_{id}`: after a crash another worker builds it again. */
export class ReactAgent {
  readonly id: string;
  readonly #session: ToolSession;
  readonly #pool: string;

  constructor(id: string, session: ToolSession, pool: string) {
    this.id = id;
    this.#session = session;
    this.#pool = pool;
  }

  /** @example const { outputs } = await agent.run({ question: 'What is 6 times 7?' }, { signal }); */
  run(inputs: Readonly<Record<string, unknown>>, options: SessionCallOptions = {}): Promise<AgentResult> {
    return this.#session.call<AgentResult>(this.#pool, 'run_agent', { agent: this.id, inputs }, options);
  }

  /** Its steps as they happen, the result last. Leaving the loop ends the agent and the tool it is in. */
  stream(
    inputs: Readonly<Record<string, unknown>>,
    options: SessionCallOptions = {},
  ): AsyncIterableIterator<AgentEvent> {
    return this.#session.stream<AgentEvent>(this.#pool, 'stream_agent', { agent: this.id, inputs }, options);
  }
}

/** @throws BadConfig for options that are none; what DSPy says of a signature comes as `ToolFailed`. */
export async function createReactAgent(session: ToolSession, options: ReactAgentOptions): Promise<ReactAgent> {
  const { signature, tools, maxIters = 5, pool = 'agents' } = options;
  if (typeof signature !== 'string' || signature.trim() === '')
    throw new BadConfig('signature', signature, "a text such as 'question -> answer'");
  if (!Number.isInteger(maxIters) || maxIters < 1)
    throw new BadConfig('maxIters', maxIters, 'a whole number, 1 or more');
  const args = { signature, max_iters: maxIters, ...(tools === undefined ? {} : { tools }) };
  return new ReactAgent(await session.call<string>(pool, 'create_react_agent', args), session, pool);
}
