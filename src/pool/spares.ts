/**
 * Who of a pool's ready workers serves, and who waits beside to take the place of one that ends. They are the same kind
 * of worker: a spare is one that became ready when `size` others served already.
 */
import type { Member } from '../worker/member.ts';

export interface SparesOptions {
  /** Workers that serve. */
  readonly size: number;
  /** Those that serve: whom the dispatcher sends calls to. */
  readonly members: Iterable<Member> & { add(member: Member): unknown };
  /** A spare serves from now on. */
  readonly promoted: (member: Member) => void;
}

export class Spares {
  readonly #options: SparesOptions;
  /** In the order in which they became ready: the eldest is the first to serve. */
  readonly #waiting = new Set<Member>();

  constructor(options: SparesOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#waiting.size;
  }

  /** As many serve as should: who starts now is to be a spare. */
  get complete(): boolean {
    return this.#serving() >= this.#options.size;
  }

  /** A worker is ready. `successor`: of one that serves and will stop as soon as this one does. */
  admit(member: Member, successor: boolean): void {
    const { size, members } = this.#options;
    if (successor || this.#serving() < size) members.add(member);
    else this.#waiting.add(member);
  }

  /** A worker is gone, or takes no more calls. */
  replace(member: Member): void {
    const { size, members, promoted } = this.#options;
    this.#waiting.delete(member);
    for (const spare of this.#waiting) {
      if (this.#serving() >= size) return;
      if (!spare.serves) continue;
      this.#waiting.delete(spare);
      members.add(spare);
      promoted(spare);
    }
  }

  /** Those that serve, then those that wait. */
  everyone(): { readonly member: Member; readonly spare: boolean }[] {
    const serving = Array.from(this.#options.members, (member) => ({ member, spare: false }));
    return serving.concat(Array.from(this.#waiting, (member) => ({ member, spare: true })));
  }

  #serving(): number {
    let serving = 0;
    for (const member of this.#options.members) if (member.serves) serving += 1;
    return serving;
  }
}
