/**
 * Replaces a pool's workers, one at a time: the new one is ready before the old one takes no more calls, and when it
 * cannot be, the old one stays. A pool of N workers has N+1 places for that, of which one is free.
 */
import type { WorkerRef } from '../../machines/worker.ts';
import { type AnyActorRef, type ChildSpec, supervisor } from '../kernel/index.ts';
import { lastWords, Stopped } from '../model/call-errors.ts';
import type { Ms } from '../model/clock.ts';
import { isVivariumError, VivariumError } from '../model/errors.ts';
import { type ExitReason, formatExit } from '../model/exit.ts';
import type { Member } from '../worker/member.ts';
import { ended, firstWord } from '../worker/outcome.ts';
import { type CrashSettings, crashReport } from './crash-report.ts';
import type { RecycleReason } from './recycling.ts';
import { workerName } from './workers.ts';

export interface Replacement {
  /** `worker:ml/3`, and who serves in its place. */
  readonly worker: string;
  readonly by: string;
  readonly why: RecycleReason;
}

export interface RecyclerOptions {
  readonly settings: CrashSettings;
  /** Workers that there are, spares too. */
  readonly places: number;
  /** What the calls in flight of a worker that is replaced get, when nothing else is said. */
  readonly graceMs: Ms;
  readonly replaced: (replacement: Replacement) => void;
}

/** A supervisor of workers, for as long as it lives. */
interface Staff {
  readonly ref: () => AnyActorRef;
  readonly spec: (worker: string) => ChildSpec;
  /** The place that is free. */
  free: string;
}

export class Recycler {
  readonly #options: RecyclerOptions;
  #staff: Staff | undefined;
  #trial: string | undefined;
  /** Whose place the trial is for. */
  #old: string | undefined;
  #graceMs: Ms;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: RecyclerOptions) {
    this.#options = options;
    this.#graceMs = options.graceMs;
  }

  /** What the calls in flight of the worker that is being replaced get. */
  get graceMs(): Ms {
    return this.#graceMs;
  }

  /** A supervisor has started the workers 1 to `places`. */
  begin(ref: () => AnyActorRef, spec: (worker: string) => ChildSpec): void {
    const { settings, places } = this.#options;
    this.#staff = { ref, spec, free: workerName(settings.name, places + 1) };
    this.#trial = undefined;
  }

  isTrial(worker: string): boolean {
    return worker === this.#trial;
  }

  /** Whether it is to take the place of one of these. */
  isSuccessor({ identity }: Member, of: Iterable<Member>): boolean {
    if (!this.isTrial(identity.worker)) return false;
    for (const member of of) if (member.identity.worker === this.#old) return true;
    return false;
  }

  /** Replaces every worker that lives now. Rejects, the others left as they are, when a new one does not become ready. */
  all(graceMs = this.#options.graceMs): Promise<void> {
    return this.#inTurn(graceMs, async (staff) => {
      for (const [worker, ref] of await living(staff)) await this.#replace(staff, worker, ref, 'asked');
    });
  }

  /** Replaces one worker, if it is `wanted` yet when its turn has come. */
  one(worker: string, why: RecycleReason, wanted: () => boolean = () => true): Promise<void> {
    return this.#inTurn(this.#options.graceMs, async (staff) => {
      const ref = (await living(staff)).get(worker);
      if (ref !== undefined && wanted()) await this.#replace(staff, worker, ref, why);
    });
  }

  #inTurn(graceMs: Ms, work: (staff: Staff) => Promise<void>): Promise<void> {
    const turn = this.#turn.then(() => {
      if (this.#staff === undefined) throw new Stopped(`pool ${this.#options.settings.name} is not running`);
      this.#graceMs = graceMs;
      return work(this.#staff).catch((error: unknown) => {
        throw isVivariumError(error, 'VIV_STOPPED') ? stopped(this.#options.settings.name) : error; // its supervisor has gone
      });
    });
    this.#turn = turn.catch(() => {}); // whose turn it was hears of it
    return turn;
  }

  /** One that has been restarted since, for whatever reason, is new already. */
  async #replace(staff: Staff, worker: string, old: AnyActorRef | 'restarting', why: RecycleReason): Promise<void> {
    if ((await living(staff)).get(worker) !== old) return;
    const by = staff.free;
    this.#old = worker;
    await this.#hire(staff, by);
    await retire(staff, worker, why);
    staff.free = worker;
    this.#options.replaced({ worker, by, why });
  }

  async #hire(staff: Staff, worker: string): Promise<void> {
    this.#trial = worker;
    try {
      const word = await firstWord(await start(staff, worker));
      if (word === 'ready') return;
      await supervisor(staff.ref()).terminateChild(worker); // by the time anybody hears of it, its place is free
      throw notReady(this.#options.settings, word);
    } finally {
      this.#trial = undefined;
    }
  }
}

/** Whoever is up, is coming up, or waits to be restarted, with which incarnation that is. */
async function living(staff: Staff): Promise<Map<string, AnyActorRef | 'restarting'>> {
  const children = await supervisor(staff.ref()).whichChildren();
  return new Map(children.flatMap(({ id, child }) => (child === null ? [] : [[id, child] as const])));
}

/** In its place a predecessor may have been. */
async function start({ ref, spec }: Staff, worker: string): Promise<WorkerRef> {
  const first = await supervisor(ref()).startChild(spec(worker));
  const result = 'error' in first ? await supervisor(ref()).restartChild(worker) : first;
  if ('ok' in result && result.ok !== null) return result.ok as WorkerRef;
  const why = 'error' in result ? formatExit(result.error) : 'nothing was started';
  throw new VivariumError('VIV_START_FAILED', `${worker} was not started: ${why}`, { worker });
}

/**
 * Whoever has the place now gives way: the one that was meant may have crashed while its successor started, and have been
 * restarted. Its supervisor is asked last: while it stops a child it restarts no other.
 */
async function retire(staff: Staff, worker: string, why: RecycleReason): Promise<void> {
  const ref = (await living(staff)).get(worker);
  if (ref !== undefined && ref !== 'restarting' && (ref as WorkerRef).getSnapshot().hasTag('accepting')) {
    ref.send({ type: 'RETIRE', reason: `shutdown:recycled:${why}` });
    await ended(ref as WorkerRef);
  }
  await supervisor(staff.ref()).terminateChild(worker);
}

function notReady(settings: CrashSettings, reason: ExitReason): VivariumError {
  const pool = settings.name;
  const last = crashReport(settings, reason, []);
  if (last === undefined) return stopped(pool);
  const message = `pool ${pool} keeps its workers, a new one did not become ready: ${lastWords(last)}`;
  return new VivariumError('VIV_START_FAILED', message, { pool, last }, { cause: last });
}

const stopped = (pool: string): Stopped => new Stopped(`pool ${pool} stopped while a worker was replaced`, { pool });
