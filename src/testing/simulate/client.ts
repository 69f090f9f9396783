/** Those who use a simulated system: does each step, and keeps what became of it. */
import { isVivariumError } from '../../model/errors.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { Session } from '../../session/session.ts';
import type { OwnClock } from './own-clock.ts';
import type { Operation } from './registers.ts';
import type { CallStep, CloseStep, StreamStep, VariableStep } from './step.ts';
import type { Script } from './tool.ts';

export type UserStep =
  | CallStep
  | StreamStep
  | VariableStep
  | CloseStep
  | { readonly do: 'revive' | 'reload'; readonly pool: string };

/** A step that has begun and has not ended. */
export interface OpenStep {
  readonly step: UserStep;
  /** It must have ended by then, whatever happens. */
  readonly by: number;
}

/** What is not a typed error is a bug. */
export type Unexpected = (index: number, error: unknown) => void;

/** Over its own time: what a deadline costs to take effect. */
const SLACK_MS = 100;
/** What a store, a session's end and a pool's start may take. */
const VARIABLE_MS = 11_000;
const CLOSE_MS = 30_000;
const WORKERS_MS = 120_000;

export class Client {
  readonly open = new Map<number, OpenStep>();
  /** Steps that may run more than once. */
  readonly retried = new Set<number>();
  /** Calls and streams that have ended, each as its user heard of it. */
  ended = 0;
  /** By the session's life, then the variable's name. */
  readonly histories = new Map<Session, Map<string, Operation[]>>();
  readonly #runtime: Runtime;
  readonly #clock: OwnClock;
  readonly #said: (what: string) => void;
  readonly #unexpected: Unexpected;
  /** Counts beginnings and ends. */
  #order = 0;

  constructor(runtime: Runtime, clock: OwnClock, said: (what: string) => void, unexpected: Unexpected) {
    this.#runtime = runtime;
    this.#clock = clock;
    this.#said = said;
    this.#unexpected = unexpected;
  }

  /** Resolves when the step has ended, however it did. */
  async perform(index: number, step: UserStep): Promise<void> {
    this.open.set(index, { step, by: this.#clock.now() + allowance(step) });
    if (step.do === 'call' && step.attempts !== undefined) this.retried.add(index);
    const outcome = await this.#outcome(index, step);
    this.open.delete(index);
    if (step.do === 'call' || step.do === 'stream') this.ended += 1;
    this.#said(`step ${index} ${step.do}: ${outcome}`);
  }

  async #outcome(index: number, step: UserStep): Promise<string> {
    try {
      return String(await this.#do(index, step));
    } catch (error) {
      if (isVivariumError(error)) return error.code;
      if (!(error instanceof GaveUp)) this.#unexpected(index, error);
      return String(error);
    }
  }

  #do(index: number, step: UserStep): Promise<unknown> {
    switch (step.do) {
      case 'call':
        return this.#call(index, step);
      case 'stream':
        return this.#stream(index, step);
      case 'close':
        return this.#runtime.sessions.close(step.session, { grace: step.graceMs });
      case 'reload':
        return this.#runtime.pool(step.pool).reload();
      case 'revive':
        return this.#runtime.pool(step.pool).restart();
      default:
        return this.#variable(index, step);
    }
  }

  async #call(index: number, step: CallStep): Promise<unknown> {
    const { pool, tool, ms, ends, timeoutMs, onTimeout, abortMs, session, affinity, attempts, ask } = step;
    const script: Script = { step: index, ms, ends, chunks: 0, ...(ask === undefined ? {} : { ask }) };
    const abort = new AbortController();
    const giveUp =
      abortMs === undefined ? undefined : this.#clock.setTimeout(() => abort.abort(new GaveUp('given up')), abortMs);
    try {
      const answer = await this.#runtime.pool(pool).call(
        tool,
        { ...script },
        {
          timeout: timeoutMs,
          onTimeout,
          signal: abort.signal,
          ...(session === undefined ? {} : { session }),
          ...(affinity === undefined ? {} : { affinity }),
          ...(attempts === undefined ? {} : { retry: { maximumAttempts: attempts } }),
        },
      );
      if (answer !== index) this.#unexpected(index, new Error(`its answer is that of step ${String(answer)}`));
      return answer;
    } finally {
      if (giveUp !== undefined) this.#clock.clearTimeout(giveUp);
    }
  }

  async #stream(index: number, step: StreamStep): Promise<string> {
    const { pool, ms, ends, chunks, take, restMs, timeoutMs, session } = step;
    const script: Script = { step: index, ms, ends, chunks };
    const options = { timeout: timeoutMs, ...(session === undefined ? {} : { session }) };
    let taken = 0;
    for await (const chunk of this.#runtime.pool(pool).stream('count', { ...script }, options)) {
      if (chunk !== taken) this.#unexpected(index, new Error(`chunk ${String(chunk)} came after ${taken} chunks`));
      taken += 1;
      if (taken === take && take < chunks) return `left after ${taken}`;
      if (restMs > 0) await this.#clock.sleep(restMs);
    }
    if (taken !== chunks) this.#unexpected(index, new Error(`it ended after ${taken} of ${chunks} chunks`));
    return `${taken} chunks`;
  }

  async #variable(index: number, { do: kind, session: id, name }: VariableStep): Promise<string> {
    const session = this.#runtime.sessions.get(id);
    const from = ++this.#order;
    let seen: Pick<Operation, 'value' | 'version' | 'existed'> = {
      value: kind === 'set' ? index : undefined,
      version: undefined,
      existed: undefined,
    };
    let unsure = true;
    try {
      if (kind === 'set') seen = { ...seen, version: (await session.set(name, index)).version };
      else if (kind === 'get') seen = { ...seen, value: await session.get<number>(name) };
      else seen = { ...seen, existed: await session.delete(name) };
      unsure = false;
    } finally {
      // A read that failed saw nothing.
      if (!unsure || kind !== 'get')
        this.#history(session, name).push({ kind, from, to: ++this.#order, ...seen, unsure });
    }
    return JSON.stringify(seen);
  }

  #history(session: Session, name: string): Operation[] {
    const variables = this.histories.get(session) ?? new Map<string, Operation[]>();
    this.histories.set(session, variables);
    const history = variables.get(name) ?? [];
    variables.set(name, history);
    return history;
  }
}

/** The reason of a caller that waits no longer. */
class GaveUp extends Error {
  override readonly name = 'GaveUp';
}

function allowance(step: UserStep): number {
  switch (step.do) {
    case 'call':
      return step.timeoutMs + SLACK_MS;
    case 'stream':
      // What is buffered may still be taken when the time is over.
      return step.timeoutMs + SLACK_MS + step.restMs * (step.chunks + 1);
    case 'close':
      return CLOSE_MS;
    case 'revive':
    case 'reload':
      return WORKERS_MS;
    default:
      return VARIABLE_MS;
  }
}
