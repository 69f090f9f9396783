/**
 * One observation of a runtime: a snapshot whenever it is asked for, and from its beginning on what changes, remembered in a
 * bounded ring. It only reads, it lets the process end, and its troubles are its own.
 */
import { randomUUID } from 'node:crypto';
import { BadConfig } from '../../model/errors.ts';
import { refuseUnknown } from '../../model/unknown-option.ts';
import { version } from '../../python/index.ts';
import { Actions } from './actions.ts';
import { Collector } from './collector.ts';
import { decisionRow } from './decisions.ts';
import { actorDetail } from './detail.ts';
import { Memory, type Remembered } from './memory.ts';
import type { News } from './messages.ts';
import { read } from './read.ts';
import { snapshotOf } from './snapshot.ts';
import type { Sources } from './sources.ts';
import { Subscription } from './subscription.ts';
import type { ActorDetail, ExportLine, ObserverDelta, ObserverMessage, ObserverSnapshot } from './types.ts';

export interface ObserveOptions {
  /** Deltas that are remembered at most, for those who come back and for exports. Default 5,000. */
  readonly events?: number;
  /** Characters of JSON that they take at most. Default 8 MiB. */
  readonly bytes?: number;
}

const EVENTS = 5_000;
const BYTES = 8 * 1024 * 1024;
/** Actors whose details an export has. */
const MOST_DETAILS = 1_000;

export class Observation implements AsyncIterable<ObserverMessage>, Disposable {
  /** By chance: numbers of deltas mean something only in the instance that gave them. */
  readonly instance = randomUUID();
  /** Of vivarium. */
  readonly version = version();
  readonly actions: Actions;
  readonly collector: Collector;
  readonly #sources: Sources;
  readonly #memory: Memory;
  readonly #readers = new Set<Subscription>();
  readonly #closed: (self: Observation) => void;
  #over = false;
  #seq = 0;

  /** @throws BadConfig naming the option. */
  constructor(sources: Sources, options: ObserveOptions, closed: (self: Observation) => void) {
    refuseUnknown('observe', options, ['events', 'bytes'] satisfies (keyof ObserveOptions)[]);
    const { events = EVENTS, bytes = BYTES } = options;
    for (const [name, value] of Object.entries({ events, bytes }))
      if (!Number.isSafeInteger(value) || value < 1) throw new BadConfig(name, value, 'a whole number, 1 or more');
    this.#sources = sources;
    this.#memory = new Memory(events, bytes);
    this.#closed = closed;
    this.actions = new Actions(sources);
    this.collector = new Collector(sources, (news) => this.#tell(news));
  }

  /** The number of the newest delta. */
  get seq(): number {
    return this.#seq;
  }

  /** Everything alive now, and what is remembered. Deltas with higher numbers follow. */
  snapshot(): ObserverSnapshot {
    if (!this.#over) this.collector.look();
    const { instance, collector } = this;
    const of = { instance, seq: this.#seq, version: this.version, dropped: this.#memory.dropped };
    return snapshotOf(of, collector, this.#sources);
  }

  /** All that is known of one actor, by its key; undefined when there is none of it. */
  detail(key: string): ActorDetail | undefined {
    const { system, redact } = this.#sources;
    const decisions = (path: string) => system.explain(path).map((each) => decisionRow(each, redact));
    return actorDetail(key, { ...this.#sources, collector: this.collector, remembered: this.#memory.all(), decisions });
  }

  /** The deltas after that one; undefined when it is not known any more: then a snapshot is due. */
  since(seq: number): readonly Remembered[] | undefined {
    return seq === this.#seq ? [] : this.#memory.since(seq);
  }

  /** A reader's queue of what comes from now on: `limit` deltas, beyond which it is told how many it has lost. */
  subscribe(limit: number): Subscription {
    const reader = new Subscription(limit, (self) => this.#readers.delete(self), this.#sources.missed);
    this.#readers.add(reader);
    return reader;
  }

  /** What an export consists of, line by line: a snapshot, details of its actors, the deltas that are remembered. */
  *export(): Generator<ExportLine> {
    const snapshot = this.snapshot();
    yield snapshot;
    for (const { key } of snapshot.actors.slice(0, MOST_DETAILS)) {
      const detail = this.detail(key);
      if (detail !== undefined) yield { type: 'detail', key, detail };
    }
    for (const { delta } of this.#memory.all()) yield delta;
  }

  /** A snapshot, then each delta; a `gap` where a slow reader has lost some. Leaving the loop ends the reading, not the observation. */
  [Symbol.asyncIterator](): AsyncIterator<ObserverMessage> {
    return read(this);
  }

  /** Nothing more is looked at; readers' loops end. */
  close(): void {
    if (this.#over) return;
    this.#over = true;
    this.collector.close();
    this.#closed(this);
    for (const reader of this.#readers) reader.end();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #tell(news: News): number {
    const { clock } = this.#sources;
    // While the collector is being made it tells of what the first snapshot has anyway.
    const cause = (this.collector as Collector | undefined)?.messages.cause;
    const numbered = { seq: ++this.#seq, at: clock.now(), ...(cause === undefined ? {} : { cause }), ...news };
    const remembered = this.#memory.add(numbered as ObserverDelta);
    for (const reader of this.#readers) reader.push(remembered);
    return this.#seq;
  }
}
