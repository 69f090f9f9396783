/** The life of a runtime: how it comes up, how it stops in order, and what happens when its root gives up. */
import type { AnyActorRef, Handle } from '../kernel/index.ts';
import { Stopped } from '../model/call-errors.ts';
import type { Ms } from '../model/clock.ts';
import { type ExitReason, formatExit } from '../model/exit.ts';
import type { PoolStatus } from '../pool/readiness.ts';
import type { Parts } from './parts.ts';
import { root } from './root.ts';

export class Life {
  /** Resolves with why it ended. Never rejects. */
  readonly closed: Promise<ExitReason>;
  readonly #abort = new AbortController();
  #close: (reason: ExitReason) => void = () => {};
  #handle: Handle | undefined;
  #starting: Promise<void> | undefined;
  #stopping: Promise<void> | undefined;
  #stopBy: Ms = 0;

  constructor() {
    this.closed = new Promise((resolve) => {
      this.#close = resolve;
    });
  }

  /** The root of the tree, until it is told to stop. */
  get root(): AnyActorRef | undefined {
    return this.#stopping === undefined ? this.#handle?.ref : undefined;
  }

  get status(): PoolStatus {
    return this.#stopping !== undefined ? 'stopping' : this.#handle === undefined ? 'idle' : 'ready';
  }

  /** Starting twice is starting once. */
  start(parts: Parts): Promise<void> {
    if (this.#stopping !== undefined) return Promise.reject(new Stopped('this runtime was stopped; create another'));
    this.#starting ??= this.#begin(parts).catch(async (error: unknown) => {
      const stopped = this.#abort.signal.aborted; // by an order: a root that gave up has a reason of its own
      await this.stop(parts, 0);
      throw stopped ? new Stopped('the runtime was stopped while it was starting') : error;
    });
    return this.#starting;
  }

  /** Stopping twice is stopping once. */
  stop(parts: Parts, graceMs: Ms): Promise<void> {
    this.#stopping ??= this.#end(parts, graceMs);
    return this.#stopping;
  }

  async #begin(parts: Parts): Promise<void> {
    const { base, pools, table, clients, workflows, agents, reception } = parts;
    const { premises, system, workshop } = base;
    const { signal } = this.#abort;
    const interpreters = await pools.interpreters(signal);
    await table.start();
    signal.throwIfAborted();
    const [python] = interpreters.values();
    if (python !== undefined) premises.engageGuardian(python);
    pools.starting();
    const graceMs = (): Ms => Math.max(0, this.#stopBy - workshop.clock.now());
    const before = [premises.bridgeChild(), table.child(), pools.child(interpreters, graceMs)];
    this.#handle = system.start(root([...before, ...clients.children(), ...reception.children()]));
    clients.started(this.#handle.ref);
    workflows.started(this.#handle.ref);
    void this.#handle.exited.then((reason) => this.#ended(parts, reason));
    await this.#handle.ready.catch((error: unknown) => {
      throw premises.failure ?? error;
    });
    await pools.ready();
    await agents.startConfigured();
    reception.serving();
  }

  async #end(parts: Parts, graceMs: Ms): Promise<void> {
    const { base, pools, table, hostTools, clients, workflows, agents, reception } = parts;
    const { clock } = base.workshop;
    this.#stopBy = clock.now() + graceMs;
    const left = (): Ms => Math.max(0, this.#stopBy - clock.now());
    this.#abort.abort();
    reception.stopping();
    if (workflows.running > 0) await workflows.drained(graceMs); // their nodes still call tools
    if (agents.list().length > 0) await agents.stopAll(left()); // what they answer now may call tools and be kept in sessions
    pools.stopping();
    table.stopping();
    await pools.drained(left());
    await hostTools.drained(left());
    hostTools.close();
    clients.close();
    workflows.close();
    pools.abandonCalls();
    await this.#handle?.stop('shutdown');
    pools.stopped();
    await table.stopped();
    await base.premises.close();
    await base.recorder.flushed();
    base.lookout.close();
    this.#close('shutdown');
  }

  /** The root has ended, by our order or because it gave up. */
  #ended({ base, pools, table, hostTools, clients, workflows, agents, reception }: Parts, reason: ExitReason): void {
    if (this.#stopping !== undefined) return;
    base.log.error({ reason: formatExit(reason) }, 'the runtime gave up; no pool serves any more');
    reception.stopping();
    void agents.stopAll(0);
    pools.stopping();
    pools.abandonCalls();
    hostTools.close();
    clients.close();
    workflows.close();
    this.#stopping = Promise.all([table.stopped(), base.premises.close()]).then(() => this.#close(reason));
  }
}
