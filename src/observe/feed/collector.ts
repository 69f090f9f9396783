/**
 * Gathers what happens: some of it is told at once, as the runtime's hooks say it; what is only a state (the tree, the
 * tables) is looked at ten times a second when something has moved, and compared.
 */
import type { DeadLetter, InspectionEvent, LifecycleEvent, Timer } from '../../kernel/index.ts';
import type { Ms } from '../../model/clock.ts';
import type { CallWatcher } from '../../pool/watch.ts';
import type { EventName, RuntimeEvents } from '../../runtime/events.ts';
import type { JournalEntry } from '../journal.ts';
import type { Metrics } from '../metrics-types.ts';
import { changes, look, type Seen } from './actors.ts';
import { FollowedCalls } from './calls.ts';
import { crashRow } from './crashes.ts';
import { decisionRow, departedRow, lifecycleNews } from './decisions.ts';
import { faultRow } from './faults.ts';
import { Machines } from './machines.ts';
import { Messages, type News } from './messages.ts';
import { poolRows, sessionCounts } from './pools.ts';
import type { Sources } from './sources.ts';
import { Table } from './table.ts';
import type { DepartedRow, PoolRow, WorkerRow } from './types.ts';
import { WorkerTable } from './workers.ts';

const LOOK_MS: Ms = 100;
const MEASURE_MS: Ms = 1_000;
const MOST_DEPARTED = 100;

export class Collector {
  readonly machines: Machines;
  readonly messages: Messages;
  readonly calls: FollowedCalls;
  actors: ReadonlyMap<string, Seen>;
  departed: readonly DepartedRow[] = [];
  metrics: Metrics | undefined;
  readonly workers: WorkerTable;
  readonly #sources: Sources;
  readonly #tell: (news: News) => number;
  readonly #workerRows = new Table<WorkerRow>(({ id }) => id);
  readonly #poolRows = new Table<PoolRow>(({ name }) => name);
  #moved = true;
  #crashed: string[] = [];
  #decided = 0;
  #faults = '[]';
  #measuredAt: Ms = Number.NEGATIVE_INFINITY;
  #timer: Timer | undefined;
  readonly #heard: { [Name in EventName]?: RuntimeEvents[Name] } = {
    crash: ({ worker, incarnation }) => this.#crashed.push(`${worker}#${incarnation}`),
    output: ({ worker, stream, line }) => {
      const said = String(this.#sources.redact(line, ['message']));
      this.#tell({ type: 'output', worker, stream, line: said });
    },
  };

  /** @param tell gives the news a number, which comes back. */
  constructor(sources: Sources, tell: (news: News) => number) {
    const { redact, system, events } = sources;
    this.#sources = sources;
    this.#tell = tell;
    this.machines = new Machines((name, chart) => tell({ type: 'machine', name, chart }));
    this.messages = new Messages({ tell, redact, machines: this.machines });
    this.calls = new FollowedCalls(sources.clock);
    this.workers = new WorkerTable(sources, this.calls);
    this.actors = look(system, this.machines);
    this.#decided = system.decisionsMade;
    for (const name of Object.keys(this.#heard) as EventName[]) events.on(name, this.#heard[name] as never);
    this.#schedule();
  }

  close(): void {
    const { events, system } = this.#sources;
    for (const name of Object.keys(this.#heard) as EventName[]) events.off(name, this.#heard[name] as never);
    if (this.#timer !== undefined) system.timers.cancel(this.#timer);
    this.#timer = undefined;
  }

  readonly begun = (call: Parameters<CallWatcher>[0], carrier: Readonly<Record<string, string>> | undefined) =>
    this.calls.begun(call, carrier);

  inspect(event: InspectionEvent): void {
    this.#moved = true;
    this.messages.inspect(event);
  }

  deadLetter(letter: DeadLetter): void {
    this.messages.deadLetter(letter);
  }

  noted(entry: JournalEntry): void {
    this.#tell({ type: 'journal', entry });
  }

  lifecycle(event: LifecycleEvent): void {
    this.#moved = true;
    const { redact } = this.#sources;
    const departed = departedRow(event, redact);
    if (departed !== undefined) this.departed = [...this.departed, departed].slice(-MOST_DEPARTED);
    this.#tell(lifecycleNews(event, departed, redact));
  }

  workerRows(): readonly WorkerRow[] {
    return this.workers.rows(this.actors);
  }

  /** Tells what has changed since the last look. */
  look(): void {
    const { system, recorder, redact } = this.#sources;
    if (this.#moved) {
      this.#moved = false;
      const now = look(system, this.machines);
      const { rows, gone } = changes(this.actors, now);
      this.actors = now;
      if (rows.length > 0 || gone.length > 0) this.#tell({ type: 'actors', rows, gone });
      const made = system.decisionsMade;
      const decided = made === this.#decided ? [] : system.explain().slice(this.#decided - made);
      this.#decided = made;
      for (const each of decided) this.#tell({ type: 'decision', decision: decisionRow(each, redact) });
    }
    for (const life of this.#crashed.splice(0)) {
      const crash = recorder.crashes().findLast(({ worker, incarnation }) => `${worker}#${incarnation}` === life);
      if (crash !== undefined) this.#tell({ type: 'crash', crash: crashRow(crash) });
    }
    const calls = this.calls.take();
    if (calls !== undefined) this.#tell({ type: 'calls', ...calls });
    this.#lookAtFaults();
  }

  #lookAtFaults(): void {
    const rows = this.#sources.faults?.inForce().map(faultRow) ?? [];
    const now = JSON.stringify(rows);
    if (now !== this.#faults) this.#tell({ type: 'faults', rows });
    this.#faults = now;
  }

  #schedule(): void {
    this.#timer = this.#sources.system.timers.after(LOOK_MS, () => this.#tick(), { keepAlive: false });
  }

  #tick(): void {
    const { clock, failed } = this.#sources;
    this.#schedule();
    try {
      this.look();
    } catch (error) {
      failed(error);
    }
    if (clock.now() - this.#measuredAt < MEASURE_MS) return;
    this.#measuredAt = clock.now();
    this.#measure().catch(failed);
  }

  async #measure(): Promise<void> {
    const [metrics] = await Promise.all([this.#sources.meter.read(), this.workers.measure()]);
    if (this.#timer === undefined) return; // it was closed meanwhile
    this.metrics = metrics;
    const workers = this.#workerRows.changed(this.workerRows());
    if (workers.length > 0) this.#tell({ type: 'workers', rows: workers });
    const pools = this.#poolRows.changed(poolRows(this.#sources.pools.cores(), metrics));
    if (pools.length > 0) this.#tell({ type: 'pools', rows: pools, sessions: sessionCounts(metrics) });
  }
}
