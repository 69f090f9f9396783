/** An agent as a service has it in hand: questions to it, and what it is doing. */
import { type Duration, toMs } from '../model/duration.ts';
import { converse, converseInParts } from './converse.ts';
import type { AgentCore } from './core.ts';
import type { AgentAnswer, AgentQuestion, QuestionOptions } from './options.ts';
import type { AgentStatus } from './readiness.ts';
import { AgentStream } from './stream.ts';

export interface AgentInfo {
  readonly name: string;
  readonly status: AgentStatus;
  readonly groups: readonly string[];
  readonly pythonModule: string;
  readonly model: string | undefined;
  /** Those that take questions. */
  readonly processes: readonly AgentProcessInfo[];
  /** Questions that wait for a process. */
  readonly waiting: number;
  /** Questions that a process has. */
  readonly inFlight: number;
}

export interface AgentProcessInfo {
  /** `agent:writer/1` */
  readonly id: string;
  readonly incarnation: number;
  readonly pid: number | undefined;
  /** Of 127.0.0.1. */
  readonly port: number;
  /** `http://127.0.0.1:5000/agents/writer` */
  readonly url: string;
  readonly accepting: boolean;
  readonly inFlight: number;
}

/** Whoever starts and ends agents. */
export interface AgentKeeper {
  stop(core: AgentCore, graceMs: number): Promise<void>;
  restart(core: AgentCore): Promise<void>;
}

export class Agent {
  readonly #core: AgentCore;
  readonly #keeper: AgentKeeper;

  constructor(core: AgentCore, keeper: AgentKeeper) {
    this.#core = core;
    this.#keeper = keeper;
  }

  get name(): string {
    return this.#core.name;
  }

  get status(): AgentStatus {
    return this.#core.readiness.status;
  }

  /** What programs other than this one send as `authorization: Bearer …`; undefined with `auth: false`. */
  get token(): string | undefined {
    return this.#core.settings.token;
  }

  /** Of a process that takes questions, as curl has it; undefined while there is none. */
  get url(): string | undefined {
    return this.info().processes.find(({ accepting }) => accepting)?.url;
  }

  /**
   * The whole answer to a question.
   * @example const { result, messages, usage } = await agent.send({ prompt: 'Hello, agent!' }, { timeout: '30s' });
   * @throws AgentFailed, AgentCrashed, AgentUnavailable, VivariumError `VIV_BAD_ARGUMENTS`, `VIV_CALL_TIMEOUT`, `VIV_CALL_CANCELLED`
   */
  send(question: AgentQuestion, options: QuestionOptions = {}): Promise<AgentAnswer> {
    return converse(this.#core, question, options);
  }

  /**
   * Its parts as they come, then the whole answer as `result`. Leaving the loop has Python give it up.
   * @throws as `send`, in the loop; at once when the question cannot be asked.
   */
  stream(question: AgentQuestion, options: QuestionOptions = {}): AgentStream {
    return new AgentStream(converseInParts(this.#core, question, options));
  }

  /** Refuses new questions, lets those in flight end within `grace` (default 10 s), then ends its processes. For good. */
  stop(options: { readonly grace?: Duration } = {}): Promise<void> {
    return this.#keeper.stop(this.#core, toMs(options.grace ?? '10s', 'grace'));
  }

  /** Brings an agent back that gave up; resolves when it is ready. Nothing happens to one that runs. */
  restart(): Promise<void> {
    return this.#keeper.restart(this.#core);
  }

  info(): AgentInfo {
    const { name, settings, desk } = this.#core;
    const { groups, pythonModule, model } = settings;
    const processes = [...desk.places].map(({ life, port, accepting, inFlight }) => ({
      id: life.process,
      incarnation: life.incarnation,
      pid: life.pid,
      port,
      url: `http://127.0.0.1:${port}/agents/${name}`,
      accepting,
      inFlight,
    }));
    processes.sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }));
    const { waiting, inFlight } = desk;
    return { name, status: this.status, groups, pythonModule, model, processes, waiting, inFlight };
  }
}
