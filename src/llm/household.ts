/** Where clients' actors live: one supervisor, under which each has its breaker's machine, restarted when it crashes. */
import { type AnyActorRef, askSupervisor, type ChildSpec, child, type Life, supervise } from '../kernel/index.ts';

export class Household {
  readonly #specs = new Map<string, ChildSpec>();
  #supervisor: (() => AnyActorRef) | undefined;

  /** The supervisor, with all who have been added so far. */
  child(): ChildSpec {
    const children = [...this.#specs.values()];
    const keep = (life: Life): void => {
      this.#supervisor = () => life.self();
      // It knows those it began with; who came later it has to be told again.
      if (life.incarnation > 1) life.system.timers.after(0, () => this.#startAll(), { keepAlive: false });
    };
    return child('llm', supervise({ children, intensity: 10, period: '10s' }), { input: keep });
  }

  /** It starts now, or with the supervisor. */
  add(spec: ChildSpec): void {
    this.#specs.set(spec.id, spec);
    this.#start(spec);
  }

  /** Resolves when its actor has ended. */
  remove(id: string): Promise<void> {
    this.#specs.delete(id);
    const supervisor = this.#supervisor;
    if (supervisor === undefined) return Promise.resolve();
    return new Promise((resolve) => {
      const over = (): void => resolve();
      const ended = (): void => askSupervisor(supervisor(), { type: 'delete_child', id }, over, over);
      askSupervisor(supervisor(), { type: 'terminate_child', child: id }, ended, over);
    });
  }

  #startAll(): void {
    for (const spec of this.#specs.values()) this.#start(spec);
  }

  /** One that runs already is left alone; a supervisor that is gone starts it in its next life. */
  #start(spec: ChildSpec): void {
    const nothing = (): void => undefined;
    if (this.#supervisor !== undefined)
      askSupervisor(this.#supervisor(), { type: 'start_child', spec }, nothing, nothing);
  }
}
