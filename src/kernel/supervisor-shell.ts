/**
 * The thin shell around `decide`: hears messages one at a time, asks what follows, carries it out.
 * It decides nothing itself.
 */
import type { AnyActorRef } from 'xstate';
import type { Ms } from '../model/clock.ts';
import type { ExitReason } from '../model/exit.ts';
import type { Shutdown } from '../model/policy.ts';
import type { Decision } from './decide/decision.ts';
import type { Command, Event, Instant } from './decide/events.ts';
import { accepts, decide } from './decide/index.ts';
import { type Entry, type Flags, initialState, type Key, type State } from './decide/state.ts';
import { Fifo } from './fifo.ts';
import type { Charge, Household, Outcome, Owner } from './owner.ts';
import { Process } from './process.ts';
import { type Asked, answer, isQuestion, type Lookup, type Reply, toResult } from './requests.ts';
import type { ChildSpec } from './spec.ts';
import type { Timer } from './timers.ts';
import { type TreeNode, treeNode } from './tree.ts';

type Of<D extends Command['do']> = Command & { readonly do: D };

/**
 * What children get to clean up when their supervisor is gone without having stopped them, as in OTP even those
 * with `brutal_kill`; there it is for ever, here at least this long.
 */
const ORPHAN_GRACE_MS: Ms = 5_000;

function graceOf(shutdown: Shutdown): Shutdown {
  return shutdown === 'infinity' ? shutdown : Math.max(ORPHAN_GRACE_MS, shutdown === 'brutal_kill' ? 0 : shutdown);
}

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
  readonly #find: Lookup = (key) => this.#processes.get(key);
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

  started({ key, life }: Charge, info: unknown): void {
    this.tell({ type: 'started', key, life, info });
  }

  ended({ key, life }: Charge, outcome: Outcome, reason: ExitReason): void {
    this.tell(outcome === 'ignored' ? { type: outcome, key, life } : { type: outcome, key, life, reason });
  }

  abandon(): void {
    for (const timer of this.#waits.values()) this.#self.kernel.timers.cancel(timer);
    for (const process of [...this.#processes.values()].reverse())
      process.order('killed', graceOf(process.spec.shutdown));
  }

  describe(): TreeNode[] {
    return [...this.#state.children].map(([key, entry]) =>
      treeNode(`${this.path}/${entry.spec.id}`, entry, this.#processes.get(key)),
    );
  }

  get size(): number {
    return this.#state.children.size;
  }

  get flags(): Flags {
    return this.#state.flags;
  }

  get restartsAt(): Ms[] {
    return [...this.#state.restarts];
  }

  *residents(): Iterable<readonly [Entry, Process | undefined]> {
    for (const [key, entry] of this.#state.children) yield [entry, this.#processes.get(key)];
  }

  /** Handles one message, and then what it can of those that had to wait. */
  hear(event: Event | Asked): void {
    if (!this.#ready(event)) {
      this.#inbox.push(event);
      return;
    }
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
    if (event.type !== 'ask') this.#decide(event);
    else if (isQuestion(event.request)) event.reply(answer(this.#state, event.request, this.#find));
    else {
      const to = this.#requests++;
      this.#replies.set(to, event.reply);
      this.#decide({ type: 'request', to, request: event.request });
    }
  }

  #decide(event: Event): void {
    this.#urgent.push(event);
    for (let next = this.#urgent.shift(); next !== undefined; next = this.#urgent.shift()) {
      if (next.type === 'exit' || next.type === 'failed' || next.type === 'ignored') this.#forget(next);
      const [state, commands] = decide(this.#state, next, this.#instant());
      this.#state = state;
      for (const command of commands) this.#carryOut(command);
    }
  }

  /** In the books until its end is heard of, so that a start can be answered with a child that ended right after it. */
  #forget({ key, life }: { readonly key: Key; readonly life: number }): void {
    if (this.#processes.get(key)?.life === life) this.#processes.delete(key);
  }

  #instant(): Instant {
    return { now: this.#self.kernel.clock.now(), chance: this.#self.kernel.random.next() };
  }

  #carryOut(command: Command): void {
    switch (command.do) {
      case 'start':
        this.#start(command);
        break;
      case 'stop':
        this.#stop(command);
        break;
      case 'retry':
        this.tell({ type: 'retry', key: command.key });
        break;
      case 'wait':
        this.#wait(command);
        break;
      case 'forget_wait':
        this.#forgetWait(command.key);
        break;
      case 'reply':
        this.#replies.get(command.to)?.(toResult(command.answer, this.#find));
        this.#replies.delete(command.to);
        break;
      case 'ready':
        this.#self.ack();
        break;
      case 'report':
        this.#report(command.decision);
        break;
      case 'exit':
        this.exitReason = command.reason;
    }
  }

  #start(command: Of<'start'>): void {
    // Specs reach decide as what it needs of them; they are whole ones, from supervise(…) or startChild(…).
    const process = new Process(this.#self.kernel, this, command.spec as ChildSpec, command);
    this.#processes.set(command.key, process);
    this.#self.kernel.soon(() => process.begin());
  }

  #stop({ key, life, shutdown }: Of<'stop'>): void {
    const process = this.#processes.get(key);
    if (process === undefined || process.dead) this.#urgent.push({ type: 'exit', key, life, reason: 'noproc' });
    else process.order('shutdown', shutdown);
  }

  #wait({ key, life, delayMs }: Of<'wait'>): void {
    const due = (): void => {
      this.#waits.delete(key);
      this.tell({ type: 'due', key, life });
    };
    this.#waits.set(key, this.#self.kernel.timers.after(delayMs, due));
  }

  #forgetWait(key: Key): void {
    const timer = this.#waits.get(key);
    if (timer !== undefined) this.#self.kernel.timers.cancel(timer);
    this.#waits.delete(key);
  }

  #report(decision: Decision): void {
    const { kernel } = this.#self;
    kernel.decisions.add(this.path, decision);
    if (decision.outcome !== 'restart' && decision.outcome !== 'give_up') return;
    const { id, incarnation, reason } = decision;
    const who = { id, path: `${this.path}/${id}`, incarnation };
    if (decision.outcome === 'restart') kernel.report(who, 'restarting', { reason, restart: decision });
    else kernel.report(who, 'escalated', { reason, giveUp: decision });
  }
}
