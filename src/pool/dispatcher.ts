/**
 * Which call goes to which worker, and when: a bounded queue, first come first served, to the member with the
 * least in flight. It holds no promise and settles nothing.
 */
import { Kind } from '../bridge/kind.ts';
import { PoolSaturated } from '../model/call-errors.ts';
import type { Clock } from '../model/clock.ts';
import type { Member } from '../worker/member.ts';
import { factsOf, type Row } from './row.ts';

export interface DispatcherOptions {
  readonly clock: Clock;
  /** The most calls that wait. */
  readonly queue: number;
  readonly members: ReadonlySet<Member>;
}

export class Dispatcher {
  readonly #options: DispatcherOptions;
  /** In order of arrival; a Set, so that a call that gives up leaves it at once and its place is free again. */
  readonly #queue = new Set<Row>();

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  get waiting(): number {
    return this.#queue.size;
  }

  /**
   * Sends the call to a free worker, or lets it wait its turn.
   * @throws PoolSaturated when the queue is full.
   */
  offer(row: Row): void {
    if (this.#queue.size === 0) {
      const member = this.#pick(row);
      if (member !== undefined) return this.#send(row, member);
    }
    if (this.#queue.size >= this.#options.queue) throw new PoolSaturated(factsOf(row), this.#options.queue);
    this.#queue.add(row);
  }

  /** The call has ended while it waited. */
  retract(row: Row): void {
    this.#queue.delete(row);
  }

  /** A worker may have room again. */
  pump(): void {
    for (const row of this.#queue) {
      const member = this.#pick(row);
      if (member === undefined) return;
      this.#queue.delete(row);
      this.#send(row, member);
    }
  }

  #pick(row: Row): Member | undefined {
    let best: Member | undefined;
    for (const member of this.#options.members) {
      if (member.canTake(row) && (best === undefined || member.inFlight < best.inFlight)) best = member;
    }
    return best;
  }

  #send(row: Row, member: Member): void {
    const now = this.#options.clock.now();
    row.phase = 'sent';
    row.member = member;
    member.begin(row, now);
    member.lane.send({
      kind: row.stream === undefined ? Kind.CALL : Kind.OPEN,
      call: row.id,
      tool: row.tool,
      body: row.body,
      segments: row.segments,
      timeoutMs: row.deadline === Number.POSITIVE_INFINITY ? 0 : Math.max(1, Math.ceil(row.deadline - now)),
      number: row.stream?.credits ?? 0,
      ...(row.meta === undefined ? undefined : { meta: row.meta }),
    });
    row.stream?.sent();
  }
}
