/** A conversation that is kept in a session: what was said before is read from there, what is said now is added. */
import type { Session } from '../session/session.ts';
import type { AgentAnswer, AgentMessage, AgentQuestion } from './options.ts';

/** As far as it is needed here. */
export type Notebook = Pick<Session, 'read' | 'set'>;

export class Memory {
  readonly #notebook: Notebook;
  readonly #variable: string;
  #version = 0;

  /** @param agent whose conversation it is: each has a variable of its own, `agent.writer` */
  constructor(notebook: Notebook, agent: string) {
    this.#notebook = notebook;
    this.#variable = `agent.${agent}`;
  }

  /** The question with all that was said before. */
  async recall(question: AgentQuestion): Promise<AgentQuestion> {
    const variable = await this.#notebook.read(this.#variable);
    this.#version = variable?.metadata.version ?? 0;
    const messageHistory = (variable?.value ?? []) as readonly AgentMessage[];
    return { ...question, messageHistory };
  }

  /** Rejects with VersionConflict when somebody else has asked in the same session meanwhile. */
  async keep({ messages }: AgentAnswer): Promise<void> {
    await this.#notebook.set(this.#variable, messages, { ifVersion: this.#version });
  }
}
