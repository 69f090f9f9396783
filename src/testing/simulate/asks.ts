/**
 * The host calls of a simulated worker as its Python side has them: a tool waits for each, and one that waits no more
 * has it cancelled.
 */
import { Kind } from '../../bridge/kind.ts';
import { FIRST_WORKER_CALL } from '../../bridge/limits.ts';
import type { Incoming, Outgoing } from '../../bridge/types.ts';
import { decodeValue, encodeValue } from '../../bridge/values.ts';
import type { Ms } from '../../model/clock.ts';
import type { Ask } from './tool.ts';

export interface AsksOptions {
  /** Names the key of a host call, with its number. */
  readonly keyOf: (id: number) => string;
  readonly later: (ms: Ms, fn: () => void) => void;
  readonly send: (frame: Outgoing) => void;
  /** What came is no answer to what was asked. */
  readonly wrong: (message: string) => void;
}

interface Open {
  readonly id: number;
  /** The host's call that it is made for. */
  readonly call: number;
  /** Undefined when the tool waits no more. */
  goOn: (() => void) | undefined;
  chunks: number;
}

/** Chunks that a stream may be ahead of its consumer. */
const CREDITS = 2;

export class Asks {
  readonly #options: AsksOptions;
  readonly #open = new Map<number, Open>();
  #next = FIRST_WORKER_CALL;

  constructor(options: AsksOptions) {
    this.#options = options;
  }

  /** @param goOn when it is answered, or given up; not when its call ends before. */
  begin(call: number, step: number, { tool, timeoutMs, giveUpMs, ...rest }: Ask, goOn: () => void): void {
    const id = this.#next++;
    const { keyOf, later, send } = this.#options;
    const asked: Open = { id, call, goOn, chunks: 0 };
    this.#open.set(id, asked);
    send({
      kind: tool === 'host_count' ? Kind.OPEN : Kind.CALL,
      call: id,
      ...encodeValue({ key: keyOf(id), step, ...rest }, 'arguments'),
      number: tool === 'host_count' ? CREDITS : 0,
      tool,
      timeoutMs,
      meta: encodeValue({ call }, 'meta').body,
    });
    if (giveUpMs === undefined) return;
    later(giveUpMs, () => {
      const wasWaiting = asked.goOn !== undefined;
      this.#giveUp(asked);
      if (wasWaiting) goOn();
    });
  }

  /** The call is cancelled or over. @returns whether one of its tools was waiting. */
  endOf(call: number): boolean {
    const waiting = [...this.#open.values()].filter((asked) => asked.call === call && asked.goOn !== undefined);
    for (const asked of waiting) this.#giveUp(asked);
    return waiting.length > 0;
  }

  receive({ kind, call: id, body, segments }: Incoming): void {
    const asked = this.#open.get(id);
    if (asked === undefined) return;
    const { goOn } = asked;
    if (kind === Kind.CHUNK) {
      if (goOn !== undefined) this.#chunk(asked, decodeValue(body, segments));
      return;
    }
    this.#open.delete(id);
    if (goOn === undefined) return;
    asked.goOn = undefined;
    const { keyOf, wrong } = this.#options;
    if (kind === Kind.RESULT && decodeValue(body, segments) !== keyOf(id))
      wrong(`host call ${keyOf(id)} has the answer of another`);
    goOn();
  }

  #chunk(asked: Open, value: unknown): void {
    const { keyOf, send, wrong } = this.#options;
    if (value !== asked.chunks) wrong(`host call ${keyOf(asked.id)}: chunk ${value} came after ${asked.chunks} chunks`);
    asked.chunks += 1;
    send({ kind: Kind.CREDIT, call: asked.id, number: 1 });
  }

  #giveUp(asked: Open): void {
    if (asked.goOn === undefined) return;
    asked.goOn = undefined;
    this.#options.send({ kind: Kind.CANCEL, call: asked.id });
  }
}
