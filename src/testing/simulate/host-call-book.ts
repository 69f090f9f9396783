/** Host calls in the book of one who only looks on: when each was asked, answered and worked at, and what that breaks. */
import { kindName } from '../../bridge/kind.ts';
import type { Ms } from '../../model/clock.ts';

export interface HostCallBookOptions {
  readonly now: () => Ms;
  readonly said: (what: string) => void;
  /** Whether the step is open in whose name it was asked, and its only attempt. */
  readonly waits: (step: number) => boolean;
  readonly broken: (rule: 'settles' | 'settles_once' | 'runs_once' | 'told_to_stop', message: string) => void;
}

interface Entry {
  readonly step: number;
  /** It must be answered by then. */
  readonly by: Ms;
  /** When it was answered, or its lane ended; and until when what works at it may not have heard. */
  over: { readonly at: Ms; readonly toldBy: Ms } | undefined;
  /** Of the tool, from its beginning until it has returned. */
  signal: AbortSignal | undefined;
  begun: boolean;
}

/** Over its own time: what a deadline costs to take effect. */
const SLACK_MS: Ms = 100;
/** A worker that has ended is noticed in that time: the first of lane and exit, and what it costs. */
const NOTICED_MS: Ms = 100;

export class HostCallBook {
  readonly #options: HostCallBookOptions;
  readonly #entries = new Map<string, Entry>();

  constructor(options: HostCallBookOptions) {
    this.#options = options;
  }

  /** It has come to the host. The host refuses the number of one that is open. */
  asked(key: string, step: number, tool: string, timeoutMs: Ms): void {
    const { now, said } = this.#options;
    const known = this.#entries.get(key);
    if (known !== undefined && known.over === undefined) return;
    const by = now() + timeoutMs + SLACK_MS;
    this.#entries.set(key, { step, by, over: undefined, signal: undefined, begun: false });
    said(`${key} asks for ${tool}`);
  }

  answered(key: string, kind: number): void {
    const { now, said, broken } = this.#options;
    said(`${key} is answered ${kindName(kind)}`);
    const entry = this.#entries.get(key);
    if (entry === undefined || entry.over !== undefined)
      return broken('settles_once', `host call ${key} was answered again: ${kindName(kind)}`);
    entry.over = { at: now(), toldBy: now() };
  }

  /** The lane has ended on which they were asked: nobody answers any more. */
  left(prefix: string): void {
    const now = this.#options.now();
    for (const [key, entry] of this.#entries)
      if (key.startsWith(prefix)) entry.over ??= { at: now, toldBy: now + NOTICED_MS };
  }

  /** A host tool begins its work, which ends when the answer is disposed. */
  begins(key: string, signal: AbortSignal): Disposable {
    const { now, said, broken } = this.#options;
    said(`${key} is worked at`);
    const entry = this.#entries.get(key);
    if (entry === undefined) broken('runs_once', `a host tool works at ${key}, which nobody asked for`);
    else if (entry.begun) broken('runs_once', `a host tool works at ${key} again`);
    else if (entry.over !== undefined && now() >= entry.over.toldBy)
      broken('told_to_stop', `a host tool begins with ${key}, which ended ${now() - entry.over.at} ms ago`);
    if (entry !== undefined) {
      entry.begun = true;
      entry.signal = signal;
    }
    return {
      [Symbol.dispose]: () => {
        if (entry !== undefined) entry.signal = undefined;
      },
    };
  }

  check(): void {
    const { now, broken, waits } = this.#options;
    for (const [key, { step, by, over, signal }] of this.#entries) {
      // A worker that is given up before it has ended is answered no more: its call has ended, too.
      if (over === undefined && now() > by && waits(step))
        broken('settles', `host call ${key} is still open ${Math.round(now() - by)} ms after its time`);
      if (over !== undefined && now() >= over.toldBy && signal?.aborted === false)
        broken('told_to_stop', `a host tool works at ${key}, which ended ${now() - over.at} ms ago, and was not told`);
    }
  }
}
