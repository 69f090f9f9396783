/**
 * The worker machine's hands: one process and its lane, for one life. It carries out the machine's commands and
 * tells it facts; what the facts mean is the machine's to decide.
 */
import type { PortCommand, WorkerEvent, WorkerInput } from '../../machines/worker-events.ts';
import { Kind, kindName } from '../bridge/kind.ts';
import { FIRST_WORKER_CALL } from '../bridge/limits.ts';
import { protocolError } from '../bridge/protocol-error.ts';
import type { Bridge, Closed, Expectation, Hello, Incoming, Lane } from '../bridge/types.ts';
import type { Timers } from '../kernel/index.ts';
import { Stopped } from '../model/call-errors.ts';
import type { Clock } from '../model/clock.ts';
import type { Log } from '../model/log.ts';
import type { Random } from '../model/random.ts';
import { workerEnvironment } from '../port/environment.ts';
import type { Launcher, Port } from '../port/port.ts';
import type { ProcState } from '../port/proc.ts';
import { Deadline } from './deadline.ts';
import { readFailure, readTools, welcome } from './handshake.ts';
import type { Heartbeat } from './heartbeat.ts';
import { HostCalls } from './host-calls.ts';
import { Member } from './member.ts';
import type { Owner } from './owner.ts';
import { readEvent, readLog } from './records.ts';
import { TERMINATE_MS, type WorkerSettings } from './settings.ts';
import type { Pass, SpawnGate } from './spawn-gate.ts';

/** What the runtime lends to every worker. */
export interface Workshop {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
  readonly gate: SpawnGate;
  readonly bridge: () => Bridge;
  readonly launcher: Launcher;
  /** Whether a process can be forked from another here. */
  readonly forks: boolean;
  /** The folder of the Python package, run as a program. */
  readonly pythonHome: string;
}

export interface IncarnationOptions extends WorkerInput {
  readonly workshop: Workshop;
  readonly settings: WorkerSettings;
  readonly python: string;
  readonly owner: Owner;
  readonly heartbeat: Heartbeat;
  readonly tell: (event: WorkerEvent) => void;
}

export class Incarnation {
  readonly #options: IncarnationOptions;
  readonly #pass: Pass;
  readonly #deadline: Deadline;
  #expectation: Expectation | undefined;
  #port: Port | undefined;
  #lane: Lane | undefined;
  #member: Member | undefined;
  #hostCalls: HostCalls | undefined;

  constructor(options: IncarnationOptions) {
    this.#options = options;
    this.#deadline = new Deadline(options);
    this.#pass = options.workshop.gate.enter(() => this.#spawn());
  }

  obey(command: PortCommand): void {
    switch (command.type) {
      case 'ARM':
        return this.#deadline.arm(command.deadline);
      case 'DISARM':
        return this.#deadline.disarm();
      case 'ACCEPT':
        return this.#accept(true);
      case 'REFUSE':
        return this.#accept(false);
      case 'DRAIN':
        return this.#drain();
      case 'FENCE':
        return this.#fence(command.message);
      case 'ASK_TO_END':
        return this.#lane?.send({ kind: Kind.SHUTDOWN, call: 0, number: TERMINATE_MS });
      case 'SIGNAL':
        return this.#signal(command.signal);
    }
  }

  /** The actor has ended: nothing of this life stays behind. */
  dispose(): void {
    this.#fence('its actor ended');
    this.#deadline.disarm();
    this.#pass.leave();
    if (this.#lane !== undefined) this.#lane.onClose = () => {}; // it is we who end it now: that explains nothing
    this.#expectation?.revoke();
    this.#port?.dispose();
  }

  /** Its turn at the gate has come. What goes wrong here is this worker's failure, not that of whoever left the gate. */
  #spawn(): void {
    this.#options.tell({ type: 'SPAWNING' }); // the start deadline counts from here
    try {
      this.#open();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#options.tell({ type: 'SPAWN_FAILED', message, detail: error });
    }
  }

  #open(): void {
    const { workshop, settings, worker, incarnation, python, owner, tell } = this.#options;
    const bridge = workshop.bridge();
    this.#expectation = bridge.expect({
      worker,
      incarnation,
      onAttach: (lane, hello) => this.#attach(lane, hello),
    });
    this.#port = workshop.launcher({
      python,
      args: [workshop.pythonHome, `${worker}#${incarnation}`],
      cwd: settings.cwd,
      env: {
        ...workerEnvironment(process.env, { required: settings.inherit, env: settings.env }),
        VIVARIUM_ADDRESS: bridge.addresses[settings.lane],
        VIVARIUM_LANE: settings.lane,
        VIVARIUM_TOKEN: this.#expectation.token,
        VIVARIUM_WORKER: worker,
        VIVARIUM_INCARNATION: String(incarnation),
      },
      clock: workshop.clock,
      onSpawn: (pid) => tell({ type: 'SPAWNED', pid }),
      onLine: (stream, line) => owner.printed(worker, incarnation, stream, line),
      onEnded: (explanation) => tell({ type: 'ENDED', explanation }),
      onExit: (exit) => tell({ type: 'REPORTED', exit }),
      onError: (error) => tell({ type: 'SPAWN_FAILED', message: error.message, detail: error }),
    });
  }

  #attach(lane: Lane, hello: Hello): void {
    const { workshop, settings, worker, incarnation, owner, heartbeat, tell } = this.#options;
    this.#lane = lane;
    const proc = (): Promise<ProcState | null> => this.#port?.proc() ?? Promise.resolve(null);
    const member = new Member({ worker, incarnation, pid: hello.pid }, lane, settings, {
      kill: (message) => tell({ type: 'KILL', message }),
      woke: () => heartbeat.wake(),
      python: hello.python,
      proc,
    });
    this.#member = member;
    this.#hostCalls = new HostCalls({ ...workshop, lane, desk: owner.desk(member) });
    lane.onMessage = (message) => this.#receive(message);
    lane.onClose = (why) => tell(isOurDoing(why) ? kill(why) : lost(why));
    lane.spin(settings.spinMs);
    lane.send({ kind: Kind.WELCOME, call: 0, ...welcome(settings) });
    heartbeat.watch(member, {
      proc,
      hung: (message) => tell({ type: 'HUNG', message }),
      suspected: (message) => owner.suspected(member, message),
    });
    tell({ type: 'ATTACHED' });
  }

  #receive(message: Incoming): void {
    const { owner, tell } = this.#options;
    const { kind, call } = message;
    const member = this.#member;
    if (call >= FIRST_WORKER_CALL) return this.#hostCalls?.received(message);
    if (kind === Kind.SHUTDOWN && call === 0) return member && owner.left(member);
    if (kind >= Kind.WELCOME) throw protocolError(`${kindName(kind)} for call ${call}, which is the host's own`);
    if (member !== undefined) {
      if (kind === Kind.LOG) return owner.logged(member, call, readLog(message));
      if (kind === Kind.EVENT) return owner.measured(member, call, readEvent(message));
      if (call !== 0) return owner.received(member, message);
    }
    if (message.kind === Kind.READY) {
      this.#pass.leave();
      owner.learned(readTools(message));
      tell({ type: 'READY' });
    } else if (message.kind === Kind.LOAD_FAILED) {
      const failure = readFailure(message);
      tell({ type: 'LOAD_FAILED', message: failure.message, detail: failure });
    }
  }

  #accept(accepting: boolean): void {
    if (this.#member === undefined) return;
    this.#member.accepting = accepting;
    if (accepting) this.#options.owner.accepting(this.#member);
  }

  #drain(): void {
    const drained = (): void => this.#options.tell({ type: 'DRAINED' });
    if (this.#member === undefined || this.#member.inFlight === 0) drained();
    else this.#member.onIdle = drained;
  }

  #fence(message: string): void {
    const member = this.#member;
    if (member === undefined) return;
    this.#member = undefined;
    member.accepting = false;
    this.#hostCalls?.close(new Stopped(`${this.#options.worker} has ended: ${message}`, { ...member.identity }));
    this.#hostCalls = undefined;
    this.#options.heartbeat.forget(member);
    this.#options.owner.fenced(member, message);
  }

  /** A process that was never started ends at once: the machine waits for an end after each SIGKILL. */
  #signal(signal: (PortCommand & { type: 'SIGNAL' })['signal']): void {
    if (this.#port?.pid !== undefined) return this.#port.signal(signal);
    this.#pass.leave();
    const explanation = 'its process was never started';
    this.#options.tell({ type: 'ENDED', explanation });
    const exit = { code: null, signal: null, explanation, stderrTail: '', uptimeMs: 0 };
    this.#options.tell({ type: 'REPORTED', exit });
  }
}

/** The host closed it for a reason: the worker's own end, which follows at once, would only hide that. */
const isOurDoing = ({ code }: Closed): boolean => code !== 'UNAVAILABLE' && code !== 'CANCELLED';
const kill = ({ message }: Closed): WorkerEvent => ({ type: 'KILL', message: `its lane was closed: ${message}` });
const lost = ({ message }: Closed): WorkerEvent => ({ type: 'LANE_LOST', message: `its lane was lost: ${message}` });
