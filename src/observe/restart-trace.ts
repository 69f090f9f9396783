/**
 * Spans of workers' restarts, from the decision to the next life's being ready. Each is a trace of its own with links
 * to the calls that failed by the crash: what supervision does is nobody's request.
 */
import type { Link, Span, SpanContext } from '@opentelemetry/api';
import type { LifecycleEvent } from '../kernel/index.ts';
import { isVivariumError } from '../model/errors.ts';
import { formatExit } from '../model/exit.ts';
import type { Events } from '../runtime/events.ts';
import { endSpan, openTelemetry } from './open-telemetry.ts';

/** Lives whose failed calls are remembered until their restart, and links of one restart. */
const MOST_LIVES = 100;
const MOST_LINKS = 128;

export class RestartTrace {
  /** By life, `worker:ml/3#2`. */
  readonly #failed = new Map<string, Link[]>();
  /** By worker; ended when the next life is ready. */
  readonly #open = new Map<string, Span>();

  constructor(events: Events) {
    events.on('restarting', (event) => this.#restarting(event));
    events.on('ready', ({ worker }) => this.#ended(worker, undefined));
    events.on('failed', ({ pool, error }) => this.#gaveUp(pool, error));
  }

  /** A call has ended; those that a crash took with it are remembered. */
  failed(error: unknown, context: SpanContext): void {
    if (!isVivariumError(error, 'VIV_WORKER_CRASHED')) return;
    const life = `${error.facts['worker']}#${error.facts['incarnation']}`;
    const links = this.#failed.get(life) ?? [];
    if (links.length < MOST_LINKS) links.push({ context });
    this.#failed.set(life, links);
    const [eldest] = this.#failed.keys();
    if (this.#failed.size > MOST_LIVES && eldest !== undefined) this.#failed.delete(eldest);
  }

  #restarting({ id, path, incarnation, reason = 'unknown', restart }: LifecycleEvent): void {
    const telemetry = openTelemetry();
    if (!id.startsWith('worker:') || telemetry === null) return;
    this.#ended(id, formatExit(reason));
    const { api, tracer } = telemetry;
    const links = this.#failed.get(`${id}#${incarnation}`) ?? [];
    this.#failed.delete(`${id}#${incarnation}`);
    const attributes = {
      'vivarium.worker': id,
      'vivarium.incarnation': incarnation,
      'vivarium.supervisor': path.slice(0, -`/${id}`.length),
      'vivarium.reason': formatExit(reason),
      'vivarium.attempt': restart?.attempt ?? 0,
      'vivarium.backoff_ms': restart?.delayMs ?? 0,
    };
    const span = tracer.startSpan('vivarium.restart', { root: true, links, attributes }, api.ROOT_CONTEXT);
    if (span.isRecording()) this.#open.set(id, span);
  }

  #ended(worker: string, error: unknown): void {
    const span = this.#open.get(worker);
    const telemetry = openTelemetry();
    if (span === undefined || telemetry === null) return;
    this.#open.delete(worker);
    endSpan(telemetry, span, error);
  }

  #gaveUp(pool: string, error: unknown): void {
    for (const worker of this.#open.keys()) if (worker.startsWith(`worker:${pool}/`)) this.#ended(worker, error);
  }
}
