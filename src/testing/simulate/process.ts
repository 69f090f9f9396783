/**
 * A simulated worker process behind the interface of a port: it is spawned, dials, runs its Python, stands still when it
 * is stopped or holds the GIL, and ends once, by itself or by a signal.
 */
import { Kind, kindName } from '../../bridge/kind.ts';
import type { Outgoing } from '../../bridge/types.ts';
import type { Clock, Ms, TimerId } from '../../model/clock.ts';
import { explainExit } from '../../port/explain-exit.ts';
import type { Launcher, Port } from '../../port/port.ts';
import type { ProcState } from '../../port/proc.ts';
import type { Chance } from './chance.ts';
import { frameOf } from './frame.ts';
import { Frames } from './frames.ts';
import type { HostCallBook } from './host-call-book.ts';
import { SimulatedLane } from './lane.ts';
import { SimulatedPython } from './python.ts';
import { type Script, stepOf } from './tool.ts';

/** What a start is going to be like. */
export interface Fate {
  readonly bootMs: Ms;
  readonly loadMs: Ms;
  readonly outcome: 'ready' | 'load_failed' | 'exits';
}

/** Those who look on. */
export interface Onlooker {
  said(what: string): void;
  began(process: SimulatedProcess, script: Script): void;
  ended(process: SimulatedProcess, unanswered: readonly Script[]): void;
  failed(error: unknown): void;
  /** What came from the host is not what was asked for. */
  wrong(message: string): void;
  readonly hostCalls: HostCallBook;
}

export interface ProcessOptions {
  readonly pid: number;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly fate: Fate;
  readonly onlooker: Onlooker;
  /** Shows the token at the bridge; undefined when nobody expects it any more. */
  readonly attach: (process: SimulatedProcess, lane: SimulatedLane) => boolean;
}

type Command = Parameters<Launcher>[0];
type Still = 'suspended' | 'busy';

/** An exit is told so much later, the last output after that. */
const REAPED_MS: Ms = 2;
const LAST_WORDS_MS: Ms = 50;

export class SimulatedProcess implements Port {
  readonly pid: number;
  /** `worker:ml/3` */
  readonly worker: string;
  readonly incarnation: number;
  readonly token: string;
  readonly toWorker = new Frames();
  readonly toHost = new Frames();
  readonly python: SimulatedPython;
  readonly #command: Command;
  readonly #options: ProcessOptions;
  readonly #startedAt: Ms;
  readonly #timers = new Set<TimerId>();
  #lane: SimulatedLane | undefined;
  #running = true;
  #still: Still | undefined;
  /** What is to be done when it goes on. */
  #backlog: (() => void)[] = [];
  #sent: NodeJS.Signals | undefined;
  /** Its last beat; undefined while it beats. */
  #silentSince: Ms | undefined;

  constructor(command: Command, options: ProcessOptions) {
    this.#command = command;
    this.#options = options;
    this.#startedAt = options.clock.now();
    this.pid = options.pid;
    this.worker = command.env['VIVARIUM_WORKER'] ?? '';
    this.incarnation = Number(command.env['VIVARIUM_INCARNATION']);
    this.token = command.env['VIVARIUM_TOKEN'] ?? '';
    this.python = new SimulatedPython({
      keyOf: (id) => this.#keyOf(id),
      chance: options.chance,
      loadMs: options.fate.loadMs,
      loads: options.fate.outcome === 'ready',
      later: (ms, fn) => this.#later(ms, fn),
      send: (frame) => this.#say(frame),
      began: (script) => options.onlooker.began(this, script),
      wrong: (message) => options.onlooker.wrong(message),
      dies: (how) => this.#die(how),
    });
    options.clock.setTimeout(() => command.onSpawn(this.pid), options.chance.between(0.5, 3));
    this.#later(options.fate.bootMs, () => this.#dial());
  }

  get name(): string {
    return `${this.worker}#${this.incarnation}`;
  }

  get running(): boolean {
    return this.#running;
  }

  signal(signal: NodeJS.Signals): void {
    if (!this.#running) return;
    this.#options.onlooker.said(`${this.name} gets ${signal}`);
    this.#sent = signal;
    if (signal === 'SIGTERM') this.#later(0, () => this.python.leave());
    else if (signal === 'SIGQUIT')
      this.#later(0, () => this.#command.onLine('stderr', 'Current thread (most recent call first):'));
    else this.end(null, signal);
  }

  dispose(): void {
    this.signal('SIGKILL');
  }

  async proc(): Promise<ProcState | null> {
    if (!this.#running) return null;
    const state = this.#still === 'suspended' ? 'T' : this.#still === 'busy' ? 'R' : 'S';
    const cpuMs = this.#still === 'busy' ? this.#options.clock.now() - this.#startedAt : 0;
    return { state, cpuMs, startTime: this.pid, traced: false, rss: 50e6 };
  }

  /** Stops doing anything; `forMs` later it goes on, without it never by itself. */
  stand(still: Still, forMs: Ms = Number.POSITIVE_INFINITY): void {
    if (!this.#running || this.#still !== undefined) return;
    this.#still = still;
    this.freezeBeats(forMs);
    if (forMs !== Number.POSITIVE_INFINITY) this.#timer(forMs, () => this.#goOn());
  }

  /** Its lane's thread is silent between answers. */
  freezeBeats(forMs: Ms = Number.POSITIVE_INFINITY): void {
    this.#silentSince ??= this.#options.clock.now();
    if (forMs === Number.POSITIVE_INFINITY) return;
    this.#timer(forMs, () => {
      this.#silentSince = undefined;
    });
  }

  breakLane(): void {
    this.#lane?.ended({ code: 'UNAVAILABLE', message: 'the connection was reset' });
    this.#later(0, () => this.end(70, null));
  }

  print(bytes: number): void {
    this.#command.onLine('stderr', 'x'.repeat(Math.min(bytes, 8_192)));
  }

  end(code: number | null, signal: NodeJS.Signals | null): void {
    if (!this.#running) return;
    const { clock, chance, onlooker } = this.#options;
    this.#running = false;
    this.#silentSince ??= clock.now();
    for (const timer of this.#timers) clock.clearTimeout(timer);
    this.#backlog = [];
    const explanation = explainExit({ code, signal, sent: this.#sent });
    onlooker.ended(this, this.python.running());
    const uptimeMs = clock.now() - this.#startedAt;
    const leave = (): void => this.#lane?.leaves({ code: 'UNAVAILABLE', message: 'the worker has left its lane' });
    // Whether the lane's end or the exit is heard first is anybody's guess.
    if (chance.happens(0.5)) leave();
    clock.setTimeout(
      () => {
        leave();
        this.#command.onEnded(explanation);
        const exit = { code, signal, explanation, stderrTail: '', uptimeMs };
        clock.setTimeout(() => this.#command.onExit(exit), chance.between(0, LAST_WORDS_MS));
      },
      chance.between(0.1, REAPED_MS),
    );
  }

  #dial(): void {
    if (this.#options.fate.outcome === 'exits') return this.end(1, null);
    const { clock, chance, onlooker, attach } = this.#options;
    const { hostCalls } = onlooker;
    const lane = new SimulatedLane({
      clock,
      chance,
      lastBeat: () => this.#silentSince ?? clock.now(),
      toWorker: this.toWorker,
      toHost: this.toHost,
      arrived: (frame) => this.#later(0, () => this.python.receive(frame)),
      closed: () => this.#later(0, () => this.end(0, null)),
      asked: (frame) => hostCalls.asked(this.#keyOf(frame.call), stepOf(frame), frame.tool, frame.timeoutMs),
      answered: (call, kind) => hostCalls.answered(this.#keyOf(call), kind),
      over: () => hostCalls.left(`${this.name} `),
      failed: (error) => onlooker.failed(error),
    });
    this.#lane = lane;
    if (!attach(this, lane)) this.end(71, null);
  }

  /** Of a host call, by its number: no other of the run has it. */
  #keyOf(call: number): string {
    return `${this.name} ${call}`;
  }

  #say(message: Outgoing): void {
    const { kind, call } = message;
    if (kind !== Kind.READY) this.#options.onlooker.said(`${this.name} says ${kindName(kind)} ${call}`);
    this.#lane?.answer(frameOf(message));
  }

  #die(how: 'exit' | 'segfault' | 'left'): void {
    if (how === 'segfault') this.end(null, 'SIGSEGV');
    else this.end(how === 'exit' ? 3 : 0, null);
  }

  #goOn(): void {
    this.#still = undefined;
    for (const fn of this.#backlog.splice(0)) if (this.#running) fn();
  }

  /** In its own time: not while it stands still. */
  #later(ms: Ms, fn: () => void): void {
    this.#timer(ms, () => {
      if (this.#still === undefined) fn();
      else this.#backlog.push(fn);
    });
  }

  #timer(ms: Ms, fn: () => void): void {
    if (!this.#running) return;
    const { clock } = this.#options;
    const timer = clock.setTimeout(() => {
      this.#timers.delete(timer);
      fn();
    }, ms);
    this.#timers.add(timer);
  }
}
