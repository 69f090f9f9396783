/**
 * The Python side of a simulated worker: loads its adapter, runs as many tools at once as it may, streams as fast as
 * there are credits, hears cancellations, and leaves in order when it is told to. `docs/reference/lane.md` is its law.
 */
import { Kind } from '../../bridge/kind.ts';
import { FIRST_WORKER_CALL } from '../../bridge/limits.ts';
import type { Incoming, Outgoing } from '../../bridge/types.ts';
import { decodeValue, encodeValue } from '../../bridge/values.ts';
import type { Ms } from '../../model/clock.ts';
import { Asks } from './asks.ts';
import type { Chance } from './chance.ts';
import { type Script, TOOLS } from './tool.ts';

export interface PythonOptions {
  /** Of a host call, by its number. */
  readonly keyOf: (id: number) => string;
  readonly chance: Chance;
  readonly loadMs: Ms;
  readonly loads: boolean;
  /** Not while the process stands still. */
  readonly later: (ms: Ms, fn: () => void) => void;
  readonly send: (frame: Outgoing) => void;
  /** A tool has begun. */
  readonly began: (script: Script) => void;
  /** What came from the host is not what was asked for. */
  readonly wrong: (message: string) => void;
  /** The process ends of it. */
  readonly dies: (how: 'exit' | 'segfault' | 'left') => void;
}

interface Open {
  readonly id: number;
  readonly script: Script;
  readonly streaming: boolean;
  credits: number;
  sent: number;
  running: boolean;
  /** A chunk waits for credit. */
  held: boolean;
  /** It never gets further, as one that sleeps. */
  stalled: boolean;
}

export class SimulatedPython {
  /** The next stream stops after so many chunks. */
  stallAfter: number | undefined;
  readonly #options: PythonOptions;
  readonly #open = new Map<number, Open>();
  readonly #asks: Asks;
  #concurrency = 1;
  #closing = false;

  constructor(options: PythonOptions) {
    this.#options = options;
    this.#asks = new Asks(options);
  }

  /** Scripts that have begun and are not answered. */
  running(): Script[] {
    return [...this.#open.values()].filter(({ running }) => running).map(({ script }) => script);
  }

  receive(frame: Incoming): void {
    if (frame.call >= FIRST_WORKER_CALL) return this.#asks.receive(frame);
    switch (frame.kind) {
      case Kind.WELCOME:
        return this.#load(frame);
      case Kind.CALL:
      case Kind.OPEN:
        return this.#begin(frame);
      case Kind.CREDIT:
        return this.#credit(frame);
      case Kind.CANCEL:
        return this.#cancel(frame.call);
      case Kind.SHUTDOWN:
        return this.leave();
    }
  }

  /** Finishes what runs, begins nothing more, and goes. */
  leave(): void {
    if (this.#closing) return;
    this.#closing = true;
    for (const call of [...this.#open.values()])
      if (!call.running && this.#options.chance.happens(0.5)) this.#end(call.id, Kind.CANCELLED);
    this.#maybeLeave();
  }

  #load(frame: Incoming): void {
    const { loads, loadMs, later } = this.#options;
    const { concurrency } = decodeValue(frame.body, frame.segments) as { concurrency: number };
    this.#concurrency = concurrency;
    const failure = {
      kind: 'raised',
      type: 'ImportError',
      message: 'no such module',
      module: '',
      traceback: '',
      frames: [],
    };
    later(loadMs, () => {
      if (loads) this.#say(Kind.READY, 0, { tools: TOOLS });
      else this.#say(Kind.LOAD_FAILED, 0, failure);
    });
  }

  #begin({ kind, call: id, body, segments, number }: Incoming): void {
    const script = decodeValue(body, segments) as Script;
    const call: Open = {
      id,
      script,
      streaming: kind === Kind.OPEN,
      credits: number,
      sent: 0,
      running: false,
      held: false,
      stalled: false,
    };
    this.#open.set(id, call);
    if (this.#closing) this.#end(id, Kind.CANCELLED);
    else this.#runNext();
  }

  #runNext(): void {
    let running = 0;
    for (const call of this.#open.values()) {
      if (running === this.#concurrency || this.#closing) return;
      running += 1;
      if (!call.running) this.#run(call);
    }
  }

  #run(call: Open): void {
    const { began, later } = this.#options;
    call.running = true;
    began(call.script);
    if (call.script.ends === 'sleep' || call.script.ends === 'deaf') return;
    if (call.streaming) this.#nextChunk(call);
    else this.#ask(call, () => later(call.script.ms, () => this.#finish(call)));
  }

  #ask({ id, script: { step, ask } }: Open, goOn: () => void): void {
    if (ask === undefined) goOn();
    else this.#asks.begin(id, step, ask, goOn);
  }

  #nextChunk(call: Open): void {
    if (this.#open.get(call.id) !== call) return;
    if (call.sent === this.stallAfter) {
      this.stallAfter = undefined;
      call.stalled = true;
      return;
    }
    if (call.sent === call.script.chunks) return this.#finish(call);
    if (call.credits === 0) {
      call.held = true;
      return;
    }
    this.#options.later(call.script.ms, () => {
      if (this.#open.get(call.id) !== call) return;
      call.credits -= 1;
      this.#say(Kind.CHUNK, call.id, call.sent);
      call.sent += 1;
      this.#nextChunk(call);
    });
  }

  #credit({ call: id, number }: Incoming): void {
    const call = this.#open.get(id);
    if (call === undefined) return;
    call.credits += number;
    if (!call.held) return;
    call.held = false;
    this.#nextChunk(call);
  }

  #finish(call: Open): void {
    if (this.#open.get(call.id) !== call) return;
    const { ends, step, ms } = call.script;
    if (ends === 'exit' || ends === 'segfault') return this.#options.dies(ends);
    const micros = Math.max(1, Math.round(ms * 1_000));
    const failure = { kind: 'raised', type: 'ValueError', message: 'as asked', module: '', traceback: '', frames: [] };
    if (ends === 'raise') this.#end(call.id, Kind.FAILURE, failure, micros);
    else if (call.streaming) this.#end(call.id, Kind.END, null, micros);
    else this.#end(call.id, Kind.RESULT, step, micros);
  }

  #cancel(id: number): void {
    const call = this.#open.get(id);
    if (call === undefined || call.script.ends === 'deaf') return;
    if (!call.running) return this.#end(id, Kind.CANCELLED);
    const { chance, later } = this.#options;
    // A sync tool is interrupted at once, or at its next bytecode, or answers when it returns.
    if (this.#asks.endOf(id) || call.script.ends === 'sleep' || call.stalled || chance.happens(0.7))
      later(chance.between(0, 5), () => this.#end(id, Kind.CANCELLED));
  }

  #end(id: number, kind: Kind, value?: unknown, micros = 0): void {
    if (!this.#open.delete(id)) return;
    this.#asks.endOf(id);
    this.#say(kind, id, value ?? null, micros);
    this.#runNext();
    this.#maybeLeave();
  }

  #maybeLeave(): void {
    if (!this.#closing || [...this.#open.values()].some(({ running }) => running)) return;
    this.#open.clear();
    this.#say(Kind.SHUTDOWN, 0, null);
    this.#options.dies('left');
  }

  #say(kind: Kind, call: number, value: unknown, number = 0): void {
    this.#options.send({ kind, call, ...encodeValue(value, 'body'), number });
  }
}
