/** The runtime's public events. A listener that throws is logged and harms nobody. */
import { EventEmitter } from 'eventemitter3';
import type { AgentNotice } from '../agent/notice.ts';
import type { LifecycleEvent } from '../kernel/index.ts';
import type { LlmEvent } from '../llm/event.ts';
import type { SupervisorGaveUp } from '../model/call-errors.ts';
import type { Log } from '../model/log.ts';
import type { CrashReport } from '../pool/crash-report.ts';
import type { Replacement } from '../pool/recycler.ts';
import type { TelemetryEvent } from '../pool/telling.ts';

export interface RuntimeEvents {
  /** An actor's start is complete. */
  started: (event: LifecycleEvent) => void;
  /** An actor's start failed. */
  start_failed: (event: LifecycleEvent) => void;
  /** An actor ended and nobody had told it to. */
  exit: (event: LifecycleEvent) => void;
  /** An actor ended as it was told to. */
  stopped: (event: LifecycleEvent) => void;
  /** Its supervisor restarts it: which attempt of how many, and when. */
  restarting: (event: LifecycleEvent) => void;
  /** A supervisor gave up. */
  escalated: (event: LifecycleEvent) => void;
  /** A worker takes calls. */
  ready: (event: ReadyEvent) => void;
  /** A worker crashed: all that is known of it. */
  crash: (report: CrashReport) => void;
  /** A worker gives no sign of life, and not for want of a CPU: once in each silence. It is left alone, and may come back. */
  suspected: (event: SuspectedEvent) => void;
  /** A worker was replaced as planned: no crash, no restart. */
  recycled: (event: RecycledEvent) => void;
  /** A pool gave up; its calls are refused until `pool.restart()`. */
  failed: (event: { readonly pool: string; readonly error: SupervisorGaveUp }) => void;
  /** A worker's telemetry: `telemetry.emit` or the end of a `telemetry.span` in Python. */
  telemetry: (event: TelemetryEvent) => void;
  /** A client for a language or embedding model has sent a request, or its breaker has turned. */
  llm: (event: LlmEvent) => void;
  /** A worker's process printed a line. */
  output: (event: OutputEvent) => void;
  /** Something happened to an agent: `agent:writer:crash`. The last word is the event's type. */
  [name: `agent:${string}:${string}`]: (event: AgentNotice) => void;
}

export interface ReadyEvent {
  readonly pool: string;
  readonly worker: string;
  readonly incarnation: number;
  readonly pid: number;
}

export interface SuspectedEvent extends ReadyEvent {
  /** Since when it is silent, and what its process does meanwhile. */
  readonly message: string;
}

export interface RecycledEvent extends Replacement {
  readonly pool: string;
}

export interface OutputEvent {
  readonly pool: string;
  readonly worker: string;
  readonly incarnation: number;
  readonly stream: 'stdout' | 'stderr';
  readonly line: string;
}

export type EventName = keyof RuntimeEvents;

export class Events {
  readonly #emitter = new EventEmitter<EventName>();
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  on<Name extends EventName>(name: Name, listener: RuntimeEvents[Name]): void {
    this.#emitter.on(name, listener);
  }

  off<Name extends EventName>(name: Name, listener: RuntimeEvents[Name]): void {
    this.#emitter.off(name, listener);
  }

  emit<Name extends EventName>(name: Name, event: Parameters<RuntimeEvents[Name]>[0]): void {
    for (const listener of this.#emitter.listeners(name)) {
      try {
        listener(event);
      } catch (error) {
        this.#log.error({ event: name, err: error }, `a listener of '${name}' threw`);
      }
    }
  }
}
