/** The flight recorder: remembers what happened, so that a crash can be told with everything that led to it. */
import type { InspectionEvent, LifecycleEvent, Timers } from '../kernel/index.ts';
import type { Clock } from '../model/clock.ts';
import { BadConfig } from '../model/errors.ts';
import type { Log } from '../model/log.ts';
import type { CrashReport } from '../pool/crash-report.ts';
import type { Member } from '../worker/member.ts';
import { CrashLog } from './crash-log.ts';
import type { CrashRecord } from './crash-record.ts';
import { entryOf, isAbout, type JournalEntry } from './journal.ts';
import type { Redact } from './redact.ts';
import { Ring } from './ring.ts';
import { Transitions } from './transitions.ts';
import { UsageCurve } from './usage-curve.ts';

export interface RecorderOptions {
  readonly clock: Clock;
  readonly timers: () => Timers;
  readonly log: Log;
  /** Nothing is kept that this takes away. */
  readonly redact: Redact;
  /** Told of each line of the journal. */
  readonly noted?: (entry: JournalEntry) => void;
  /** Where each crash is written too, once its supervisor has decided. */
  readonly file: string | undefined;
}

const JOURNAL = 1_024;
const CRASHES = 100;
/** Lines of the journal that a crash keeps. */
const BEFORE = 32;

interface Kept extends CrashRecord {
  decision: string | undefined;
}

export class Recorder {
  readonly #options: RecorderOptions;
  readonly #journal = new Ring<JournalEntry>(JOURNAL);
  readonly #crashes = new Ring<Kept>(CRASHES);
  readonly #transitions: Transitions;
  readonly #usage: UsageCurve;
  readonly #file: CrashLog | undefined;
  /** Crashes about which nothing was decided yet, by worker. */
  readonly #undecided = new Map<string, Kept>();

  constructor(options: RecorderOptions) {
    this.#options = options;
    this.#transitions = new Transitions(options.clock);
    this.#usage = new UsageCurve(options.clock, options.timers);
    if (options.file !== undefined && typeof options.file !== 'string')
      throw new BadConfig('crashLog', options.file, 'the path of a file');
    this.#file = options.file === undefined ? undefined : new CrashLog(options.file, options.log);
  }

  /** For `createSystem`. */
  inspect(event: InspectionEvent): void {
    this.#transitions.inspect(event);
  }

  /** To be told before anybody makes something of the event. */
  lifecycle(event: LifecycleEvent): void {
    const entry = this.#noted(entryOf(event));
    const undecided = this.#undecided.get(event.id);
    if (undecided !== undefined && (event.restart ?? event.giveUp) !== undefined) undecided.decision = entry.says;
  }

  /** The actor has ended, and whoever cares has heard of it. */
  ended({ id, type }: LifecycleEvent): void {
    if (type !== 'exit' && type !== 'stopped') return;
    this.#transitions.forget(id);
    this.#usage.forget(id);
  }

  ready(member: Member): void {
    this.#usage.watch(member);
    this.note('ready', `${member.identity.worker}#${member.identity.incarnation}`, `pid ${member.identity.pid}`);
  }

  note(type: string, who: string, says: string): void {
    this.#noted({ wall: this.#options.clock.wall(), type, who, says });
  }

  crashed(report: CrashReport): void {
    const { worker } = report;
    const whole: Kept = {
      ...report,
      wall: this.#options.clock.wall(),
      transitions: this.#transitions.of(worker),
      usage: this.#usage.of(worker),
      before: this.#journal.entries().slice(-BEFORE),
      decision: undefined,
    };
    const record = this.#options.redact(whole) as Kept;
    this.#crashes.add(record);
    this.#undecided.set(worker, record);
    // Its supervisor decides in the turns that follow at once.
    queueMicrotask(() => {
      if (this.#undecided.get(worker) === record) this.#undecided.delete(worker);
      this.#file?.write(record);
    });
  }

  /** Resolves when the file has what it is to have. */
  async flushed(): Promise<void> {
    await this.#file?.flushed();
  }

  /** The last hundred, oldest first. */
  crashes(): CrashRecord[] {
    return this.#crashes.entries().map((record) => ({ ...record }));
  }

  /** The last thousand lines, oldest first; of one actor, also what its machine goes through in the life it has. */
  journal(name?: string): JournalEntry[] {
    const entries = this.#journal.entries();
    if (name === undefined) return entries;
    const taken = this.#transitions.of(name).map(({ wall, event, state }) => {
      return { wall, type: event.type, who: name, says: `→ ${state}` };
    });
    return [...entries.filter((entry) => isAbout(entry, name)), ...taken].sort((a, b) => a.wall - b.wall);
  }

  #noted(entry: JournalEntry): JournalEntry {
    const kept = { ...entry, says: String(this.#options.redact(entry.says, ['says'])) };
    this.#journal.add(kept);
    this.#options.noted?.(kept);
    return kept;
  }
}
