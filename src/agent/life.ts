/**
 * The agent machine's hands: one process, for one life. It carries out the machine's commands and tells it facts; what
 * the facts mean is the machine's to decide.
 */
import type { AgentCommand, AgentEvent, AgentInput } from '../../machines/agent.ts';
import type { Timer } from '../kernel/index.ts';
import type { AgentLifeFacts } from '../model/agent-errors.ts';
import type { Ms } from '../model/clock.ts';
import type { Port } from '../port/port.ts';
import type { Workshop } from '../worker/incarnation.ts';
import type { Pass } from '../worker/spawn-gate.ts';
import { Checkup } from './checkup.ts';
import { commandOf, readReady } from './launch.ts';
import { Place } from './place.ts';
import type { AgentSettings } from './settings.ts';

/** What an agent's life needs of the agent it belongs to. */
export interface LifeOwner {
  accepting(place: Place): void;
  fenced(place: Place, message: string): void;
  printed(process: string, incarnation: number, stream: 'stdout' | 'stderr', line: string): void;
  /** Where it finds host tools; undefined: nowhere. */
  hostAddress(): string | undefined;
  /** What is left for questions in flight at a stop. */
  graceMs(): Ms;
}

export interface LifeOptions extends AgentInput {
  readonly workshop: Workshop;
  readonly settings: AgentSettings;
  readonly python: string;
  readonly owner: LifeOwner;
  readonly tell: (event: AgentEvent) => void;
}

/** From SIGTERM to SIGKILL, from there to giving up, and for the last words. */
const TERMINATE_MS: Ms = 5_000;
const REAP_MS: Ms = 5_000;
const REPORT_MS: Ms = 500;

export class AgentLife {
  readonly #options: LifeOptions;
  readonly #pass: Pass;
  #deadline: Timer | undefined;
  #process: Port | undefined;
  /** Where it serves, once it has said READY. */
  #port: number | undefined;
  #place: Place | undefined;
  #checkup: Checkup | undefined;

  constructor(options: LifeOptions) {
    this.#options = options;
    this.#pass = options.workshop.gate.enter(() => this.#spawn());
  }

  obey(command: AgentCommand): void {
    switch (command.type) {
      case 'ARM':
        return this.#arm(this.#timeOf(command.deadline));
      case 'DISARM':
        return this.#disarm();
      case 'ACCEPT':
        return this.#accept();
      case 'REFUSE':
        if (this.#place !== undefined) this.#place.accepting = false;
        return;
      case 'DRAIN':
        return this.#drain();
      case 'FENCE':
        return this.#fence(command.message);
      case 'SIGNAL':
        return this.#signal(command.signal);
    }
  }

  /** The actor has ended: nothing of this life stays behind. */
  dispose(): void {
    this.#fence('its actor ended');
    this.#disarm();
    this.#pass.leave();
    this.#process?.dispose();
  }

  #spawn(): void {
    const { workshop, settings, python, owner, agent, incarnation, tell } = this.#options;
    tell({ type: 'SPAWNING' }); // the start deadline counts from here
    try {
      this.#process = workshop.launcher({
        python,
        ...commandOf(settings, workshop.pythonHome, owner.hostAddress(), process.env),
        clock: workshop.clock,
        onSpawn: (pid) => tell({ type: 'SPAWNED', pid }),
        onLine: (stream, line) => {
          if (!this.#isReady(stream, line)) owner.printed(agent, incarnation, stream, line);
        },
        onEnded: (explanation) => {
          this.#pass.leave();
          tell({ type: 'ENDED', explanation });
        },
        onExit: (exit) => tell({ type: 'REPORTED', exit }),
        onError: (error) => this.#failed(error),
      });
    } catch (error) {
      this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    this.#pass.leave();
    const message = error instanceof Error ? error.message : String(error);
    this.#options.tell({ type: 'SPAWN_FAILED', message, detail: error });
  }

  /** The first READY is ours to hear; whatever it says later is its own business. */
  #isReady(stream: 'stdout' | 'stderr', line: string): boolean {
    const port = stream === 'stdout' && this.#port === undefined ? readReady(line) : undefined;
    if (port === undefined) return false;
    this.#port = port;
    this.#pass.leave();
    this.#options.tell({ type: 'READY', port });
    return true;
  }

  #accept(): void {
    const { workshop, settings, owner, agent, incarnation, tell } = this.#options;
    const [port, running] = [this.#port, this.#process];
    if (port === undefined || running === undefined) return;
    const life: AgentLifeFacts = { process: agent, incarnation, pid: running.pid };
    const place = new Place({ life, port, proc: () => running.proc() });
    this.#place = place;
    this.#checkup = new Checkup({
      place,
      settings,
      timers: workshop.timers,
      unhealthy: (message) => tell({ type: 'UNHEALTHY', message }),
      overgrown: (message) => tell({ type: 'OVERGROWN', message }),
    });
    owner.accepting(place);
  }

  #drain(): void {
    const drained = (): void => this.#options.tell({ type: 'DRAINED' });
    if (this.#place === undefined || this.#place.inFlight === 0) drained();
    else this.#place.onIdle = drained;
  }

  #fence(message: string): void {
    const place = this.#place;
    this.#place = undefined;
    this.#checkup?.close();
    if (place !== undefined) this.#options.owner.fenced(place, message);
  }

  /** A process that was never started ends at once: the machine waits for an end after each signal. */
  #signal(signal: 'SIGTERM' | 'SIGKILL'): void {
    if (this.#process?.pid !== undefined) return this.#process.signal(signal);
    this.#pass.leave();
    const explanation = 'its process was never started';
    this.#options.tell({ type: 'ENDED', explanation });
    const exit = { code: null, signal: null, explanation, stderrTail: '', uptimeMs: 0 };
    this.#options.tell({ type: 'REPORTED', exit });
  }

  #timeOf(deadline: (AgentCommand & { type: 'ARM' })['deadline']): Ms {
    const { settings, owner } = this.#options;
    const times = { terminate: TERMINATE_MS, reap: REAP_MS, report: REPORT_MS };
    if (deadline === 'start') return settings.timeouts.start;
    return deadline === 'drain' ? owner.graceMs() : times[deadline];
  }

  #arm(ms: Ms): void {
    this.#disarm();
    const label = { of: this.#options.agent, what: 'deadline' };
    if (ms === Number.POSITIVE_INFINITY) return;
    const passed = (): void => this.#options.tell({ type: 'DEADLINE_PASSED' });
    this.#deadline = this.#options.workshop.timers.after(ms, passed, { label });
  }

  #disarm(): void {
    if (this.#deadline !== undefined) this.#options.workshop.timers.cancel(this.#deadline);
    this.#deadline = undefined;
  }
}
