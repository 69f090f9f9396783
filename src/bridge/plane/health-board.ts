/** Which services are well, and who wants to know: set by the runtime, read by the health services. */

export type Health = 'SERVING' | 'NOT_SERVING';

export class HealthBoard {
  readonly #services = new Map<string, Health>();
  readonly #watchers = new Map<string, Set<() => void>>();
  #closing = false;

  /** A pool is `pool:<name>`; the whole server has the empty name. */
  set(service: string, health: Health): void {
    if (this.#closing) return;
    this.#write(service, health);
  }

  /** Nothing serves any more, whatever is set from now on: what a load balancer hears before calls are refused. */
  close(): void {
    this.#closing = true;
    for (const service of this.#services.keys()) this.#write(service, 'NOT_SERVING');
  }

  /** Undefined for a service of which nothing was said. */
  get(service: string): Health | undefined {
    return this.#services.get(service);
  }

  services(): ReadonlyMap<string, Health> {
    return this.#services;
  }

  /** @returns what ends the subscription */
  onChange(service: string, listener: () => void): () => void {
    const watchers = this.#watchers.get(service) ?? new Set();
    this.#watchers.set(service, watchers.add(listener));
    return () => {
      watchers.delete(listener);
      if (watchers.size === 0 && this.#watchers.get(service) === watchers) this.#watchers.delete(service);
    };
  }

  #write(service: string, health: Health): void {
    if (this.#services.get(service) === health) return;
    this.#services.set(service, health);
    for (const listener of [...(this.#watchers.get(service) ?? [])]) listener();
  }
}
