/** The host's side of a zygote: a Python process that has imported an adapter and forks workers from there. Linux only. */
import { randomBytes } from 'node:crypto';
import { lineSplitter } from './lines.ts';
import type { Forker, Launcher, LaunchOptions, Port, PortOptions } from './port.ts';
import { ForkedPort } from './zygote-fork.ts';
import { forkLine, type Imports, importsLine, readMessage, type ZygoteMessage } from './zygote-messages.ts';
import { type Nursery, openNursery } from './zygote-nursery.ts';

export interface ZygoteOptions extends Omit<LaunchOptions, 'control' | 'zygote' | 'onError'> {
  readonly launcher: Launcher;
  readonly imports: Imports;
  readonly onReady: () => void;
  /** No worker can be forked from it. */
  readonly onUnfit: (why: string) => void;
  /** A fork that did not take place; the worker is spawned instead. */
  readonly onFailed: (why: string) => void;
  /** The same, because this file has changed since it was imported. */
  readonly onStale: (file: string) => void;
  readonly onError: (error: Error) => void;
}

export class Zygote implements Forker {
  readonly #options: ZygoteOptions;
  readonly #forks = new Map<string, ForkedPort>();
  #nursery: Nursery | undefined;
  #port: Port | undefined;
  #ready = false;
  #ended = false;

  /** No callback runs before this returns. */
  constructor(options: ZygoteOptions) {
    this.#options = options;
    openNursery().then(
      (nursery) => this.#open(nursery),
      (error: Error) => this.#ended || options.onError(error),
    );
  }

  get pid(): number | undefined {
    return this.#port?.pid;
  }

  fork(options: PortOptions): Port | undefined {
    const control = this.#port?.control;
    const nursery = this.#nursery;
    if (!this.#ready || control === undefined || nursery === undefined) return undefined;
    const ticket = randomBytes(16).toString('hex');
    const fork = new ForkedPort(options, {
      late: () => this.#kill(),
      givenUp: () => this.#forget(ticket),
      over: () => this.#forks.delete(ticket),
    });
    this.#forks.set(ticket, fork);
    nursery.expect(ticket, (newborn) => fork.born(newborn));
    control.write(forkLine(ticket));
    return fork;
  }

  /** SIGKILL. Those it has forked live on. */
  dispose(): void {
    if (this.#port === undefined) this.#over();
    else this.#kill();
  }

  #open(nursery: Nursery): void {
    if (this.#ended) return nursery.close();
    const { launcher, imports, onEnded, onError, ...options } = this.#options;
    this.#nursery = nursery;
    const port = launcher({
      ...options,
      control: true,
      onError,
      onEnded: (explanation) => {
        this.#over();
        onEnded(explanation);
      },
    });
    this.#port = port;
    const lines = lineSplitter((line) => {
      const message = readMessage(line);
      if (message !== undefined) this.#take(message);
    });
    port.control?.on('data', (bytes: Buffer) => lines.push(bytes));
    port.control?.write(importsLine(imports, nursery.path));
  }

  #take(message: ZygoteMessage): void {
    switch (message.is) {
      case 'open':
        return this.#nursery?.hide();
      case 'ready':
        this.#ready = true;
        return this.#options.onReady();
      case 'unfit':
        return this.#options.onUnfit(message.why);
      case 'failed':
        this.#forks.get(message.ticket)?.failed();
        return this.#options.onFailed(message.why);
      case 'stale':
        this.#forks.get(message.ticket)?.failed();
        return this.#options.onStale(message.file);
      case 'exited':
        return this.#forks.get(message.ticket)?.exited(message.code, message.signal);
    }
  }

  #forget(ticket: string): void {
    this.#forks.delete(ticket);
    this.#nursery?.forget(ticket);
  }

  #kill(): void {
    this.#ready = false;
    this.#port?.signal('SIGKILL');
  }

  #over(): void {
    this.#ready = false;
    this.#ended = true;
    this.#nursery?.close();
    for (const fork of this.#forks.values()) fork.orphaned();
  }
}
