/**
 * The thin shell around `decide`: hears messages one at a time, asks what follows, carries it out.
 * It decides nothing itself.
 */
import type { AnyActorRef } from 'xstate';
import type { ExitReason } from '../model/exit.ts';
import type { Command, Event, Instant } from './decide/events.ts';
import { accepts, decide } from './decide/index.ts';
import { type Flags, initialState, type Key, type State } from './decide/state.ts';
import { Fifo } from './fifo.ts';
import { type Household, type Owner, Process } from './process.ts';
import { type Asked, answer, isQuestion, type RefOf, type Reply, toResult } from './requests.ts';
import type { ChildSpec } from './spec.ts';
import type { Timer } from './timers.ts';
import { type TreeNode, treeNode } from './tree.ts';

/** The event of a supervisor's mailbox. */
export interface SupervisorEvent {
  readonly type: 'vivarium.supervisor';
  readonly event: Event | Asked;
}

export class SupervisorShell implements Owner, Household {
  /** Set when the supervisor is done. */
  exitReason: ExitReason | undefined;
  readonly #self: Process;
  readonly #processes = new Map<Key, Process>();
  readonly #waits = new Map<Key, Timer>();
  readonly #replies = new Map<number, Reply>();
  /** What came while it was busy with something else. */
  readonly #inbox = new Fifo<Event | Asked>();
  /** What must be heard before anything else. */
  readonly #urgent = new Fifo<Event>();
  readonly #refOf: RefOf = (key) => this.#processes.get(key)?.self();
  #state: State;
  #requests = 0;

  constructor(self: Process, flags: Flags, children: readonly ChildSpec[]) {
    this.#self = self;
    this.#state = initialState(flags, children);
  }

  get path(): string {
    return this.#self.path;
  }

  get ref(): AnyActorRef {
    return this.#self.self();
  }

  /** Posts an event into the supervisor's own mailbox. */
  tell(event: Event | Asked): void {
    if (!this.#self.dead) this.ref.send({ type: 'vivarium.supervisor', event } satisfies SupervisorEvent);
  }

  shutdown(reason: ExitReason): void {
    this.tell({ type: 'shutdown', reason });
  }

  started({ key, life }: Process, info: unknown): void {
    this.tell({ type: 'started', key, life, info });
  }

  ended(process: Process, outcome: 'ignored' | 'failed' | 'exit', reason: ExitReason): void {
    const { key, life } = process;
    if (this.#processes.get(key) === process) this.#processes.delete(key);
    this.tell(outcome === 'ignored' ? { type: outcome, key, life } : { type: outcome, key, life, reason });
  }

  abandon(): void {
    for (const timer of this.#waits.values()) this.#self.kernel.timers.cancel(timer);
    for (const process of [...this.#processes.values()].reverse()) process.order('killed', process.spec.shutdown);
  }

  describe(): TreeNode[] {
    return [...this.#state.children].map(([key, entry]) =>
      treeNode(`${this.path}/${entry.spec.id}`, entry, this.#processes.get(key)),
    );
  }

  /** Handles one message, and then what it can of those that had to wait. */
  hear(event: Event | Asked): void {
    if (!this.#ready(event)) return this.#inbox.push(event);
    this.#handle(event);
    while (this.#state.task === undefined && this.exitReason === undefined) {
      const next = this.#inbox.shift();
      if (next === undefined) return;
      this.#handle(next);
    }
  }

  #ready(event: Event | Asked): boolean {
    return event.type === 'ask' ? this.#state.task === undefined : accepts(this.#state, event);
  }

  #handle(event: Event | Asked): void {
    if (event.type !== 'ask') return this.#decide(event);
    const { request, reply } = event;
    if (isQuestion(request)) return reply(answer(this.#state, request, this.#refOf));
    const to = this.#requests++;
    this.#replies.set(to, reply);
    this.#decide({ type: 'request', to, request });
  }

  #decide(event: Event): void {
    this.#urgent.push(event);
    for (let next = this.#urgent.shift(); next !== undefined; next = this.#urgent.shift()) {
      const [state, commands] = decide(this.#state, next, this.#instant());
      this.#state = state;
      for (const command of commands) this.#carryOut(command);
    }
  }

  #instant(): Instant {
    return { now: this.#self.kernel.clock.now(), chance: this.#self.kernel.random.next() };
  }

  #carryOut(command: Command): void {
    const { timers } = this.#self.kernel;
    switch (command.do) {
      case 'start': {
        const process = new Process(this.#self.kernel, this, command.spec, command);
        this.#processes.set(command.key, process);
        return process.begin();
      }
      case 'stop': {
        const process = this.#processes.get(command.key);
        if (process !== undefined) return process.order('shutdown', command.spec.shutdown);
        return this.#urgent.push({ type: 'exit', key: command.key, life: command.life, reason: 'noproc' });
      }
      case 'retry':
        return this.tell({ type: 'retry', key: command.key, life: command.life });
      case 'wait': {
        const due = { type: 'due', key: command.key, life: command.life } as const;
        this.#waits.set(
          command.key,
          timers.after(command.delayMs, () => this.tell(due)),
        );
        return;
      }
      case 'forget_wait': {
        const timer = this.#waits.get(command.key);
        if (timer !== undefined) timers.cancel(timer);
        this.#waits.delete(command.key);
        return;
      }
      case 'reply': {
        this.#replies.get(command.to)?.(toResult(command.answer, this.#refOf));
        this.#replies.delete(command.to);
        return;
      }
      case 'ready':
        return this.#self.ack();
      case 'report':
        return this.#report(command);
      case 'exit':
        this.exitReason = command.reason;
    }
  }

  #report({ type, key, reason, restart }: Command & { do: 'report' }): void {
    const entry = this.#state.children.get(key);
    if (entry === undefined) return;
    const { incarnation, spec } = entry;
    this.#self.kernel.report({ id: spec.id, path: `${this.path}/${spec.id}`, incarnation }, type, { reason, restart });
  }
}
