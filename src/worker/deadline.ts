/** The one deadline that a worker's machine has armed at a time: how long each is, and whose timer it is. */
import type { PortCommand, WorkerEvent } from '../../machines/worker-events.ts';
import type { Timer, Timers } from '../kernel/index.ts';
import type { Ms } from '../model/clock.ts';
import { DUMP_MS, KILL_MS, LOST_MS, REAP_MS, REPORT_MS, TERMINATE_MS, type WorkerSettings } from './settings.ts';

type Kind = (PortCommand & { type: 'ARM' })['deadline'];

export interface DeadlineOptions {
  readonly worker: string;
  readonly workshop: { readonly timers: Timers };
  readonly settings: WorkerSettings;
  readonly tell: (event: WorkerEvent) => void;
}

export class Deadline {
  readonly #options: DeadlineOptions;
  #timer: Timer | undefined;

  constructor(options: DeadlineOptions) {
    this.#options = options;
  }

  /** In place of the one before. */
  arm(kind: Kind): void {
    this.disarm();
    const { worker, workshop, settings, tell } = this.#options;
    const ms = timeOf(kind, settings);
    if (ms === Number.POSITIVE_INFINITY) return;
    const label = { of: worker, what: `${kind} deadline` };
    this.#timer = workshop.timers.after(ms, () => tell({ type: 'DEADLINE_PASSED' }), { label });
  }

  disarm(): void {
    if (this.#timer !== undefined) this.#options.workshop.timers.cancel(this.#timer);
    this.#timer = undefined;
  }
}

function timeOf(kind: Kind, settings: WorkerSettings): Ms {
  switch (kind) {
    case 'start':
      return settings.startMs;
    case 'lost':
      return LOST_MS;
    case 'drain':
      return settings.graceMs();
    case 'retire':
      return settings.retireMs();
    case 'terminate':
      return TERMINATE_MS;
    case 'dump':
      return DUMP_MS;
    case 'kill':
      return KILL_MS;
    case 'reap':
      return REAP_MS;
    case 'report':
      return REPORT_MS;
  }
}
