/** The crashes of a pool's workers: what each took with it, known when it is fenced, and its report, when its exit is known. */
import type { LifecycleEvent } from '../kernel/index.ts';
import { type Member, nameOf } from '../worker/member.ts';
import { type CrashReport, type CrashSettings, crashReport, type LostCall, lostCalls } from './crash-report.ts';
import type { Ledger } from './ledger.ts';

export class Crashes {
  readonly #settings: CrashSettings;
  readonly #lost = new Map<string, readonly LostCall[]>();
  #last: CrashReport | undefined;

  constructor(settings: CrashSettings) {
    this.#settings = settings;
  }

  get last(): CrashReport | undefined {
    return this.#last;
  }

  /** It is over: what it owes will not come. */
  fenced(member: Member, ledger: Ledger): void {
    this.#lost.set(nameOf(member), lostCalls(member, ledger));
  }

  /** Something happened to a worker's actor; undefined when that was no crash. */
  report({ id, incarnation, type, reason }: LifecycleEvent): CrashReport | undefined {
    if ((type !== 'exit' && type !== 'stopped') || reason === undefined) return undefined;
    const key = `${id}#${incarnation}`;
    const inFlight = this.#lost.get(key) ?? [];
    this.#lost.delete(key);
    const report = crashReport(this.#settings, reason, inFlight);
    this.#last = report ?? this.#last;
    return report;
  }
}
