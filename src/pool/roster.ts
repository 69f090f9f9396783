/** The members of a pool, the least busy at hand: a heap in which each call moves one of them, however many there are. */
import type { Member } from '../worker/member.ts';

interface Seat {
  readonly member: Member;
  /** Of those that are equally busy, the one that came first. */
  readonly order: number;
  at: number;
}

export class Roster extends Set<Member> {
  readonly #seats = new Map<Member, Seat>();
  readonly #heap: Seat[] = [];
  #joined = 0;

  constructor(members: Iterable<Member> = []) {
    super();
    for (const member of members) this.add(member);
  }

  override add(member: Member): this {
    if (this.has(member)) return this;
    const seat: Seat = { member, order: this.#joined++, at: this.#heap.length };
    this.#seats.set(member, seat);
    this.#heap.push(seat);
    this.#move(seat);
    member.onLoad = () => this.#move(seat);
    return super.add(member);
  }

  override delete(member: Member): boolean {
    const seat = this.#seats.get(member);
    if (seat === undefined) return false;
    member.onLoad = () => {};
    this.#seats.delete(member);
    const last = this.#heap.pop() as Seat;
    if (last !== seat) {
      this.#put(last, seat.at);
      this.#move(last);
    }
    return super.delete(member);
  }

  override clear(): void {
    for (const member of this) this.delete(member);
  }

  /** The least busy of those that may take it; asks all of them only when the least busy of all may not. */
  least<Load>(may: (member: Member, load: Load) => boolean, load: Load): Member | undefined {
    let best = this.#heap[0];
    if (best === undefined || may(best.member, load)) return best?.member;
    best = undefined;
    for (const seat of this.#seats.values())
      if (may(seat.member, load) && (best === undefined || before(seat, best))) best = seat;
    return best?.member;
  }

  #move(seat: Seat): void {
    const heap = this.#heap;
    let { at } = seat;
    for (let parent = heap[(at - 1) >> 1]; at > 0 && parent !== undefined && before(seat, parent); ) {
      this.#put(parent, at);
      at = (at - 1) >> 1;
      parent = heap[(at - 1) >> 1];
    }
    for (let child = this.#childOf(at); child !== undefined && before(child, seat); child = this.#childOf(at)) {
      const down = child.at;
      this.#put(child, at);
      at = down;
    }
    this.#put(seat, at);
  }

  /** The less busy of the two below. */
  #childOf(at: number): Seat | undefined {
    const left = this.#heap[2 * at + 1];
    const right = this.#heap[2 * at + 2];
    return left !== undefined && right !== undefined && before(right, left) ? right : left;
  }

  #put(seat: Seat, at: number): void {
    this.#heap[at] = seat;
    seat.at = at;
  }
}

function before(a: Seat, b: Seat): boolean {
  const difference = a.member.inFlight - b.member.inFlight;
  return difference < 0 || (difference === 0 && a.order < b.order);
}
