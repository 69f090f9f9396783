/** A small runtime behind the services: sessions and tools in memory, so that a test sees what reached them. */
import { HealthBoard } from '../../../src/bridge/plane/health-board.ts';
import type {
  PlaneCall,
  PlaneEvent,
  PlaneSession,
  PlaneSetOptions,
  PlaneTool,
  PlaneVariable,
  PlaneVariableChange,
  PlaneWatchOptions,
  SessionPlane,
} from '../../../src/bridge/plane/types.ts';
import { BadArguments, CallTimeout, PoolSaturated, Stopped, UnknownTool } from '../../../src/model/call-errors.ts';
import { NoVariable, SessionLimit } from '../../../src/model/session-errors.ts';

type Tool = (call: PlaneCall) => unknown;

const FACTS = { pool: 'ml', tool: 'x', call: 1, phase: 'sent' } as const;

export class MemoryPlane implements SessionPlane {
  readonly health = new HealthBoard();
  readonly sessions = new Map<string, PlaneSession>();
  readonly variables = new Map<string, PlaneVariable>();
  /** The last call that reached a tool. */
  last: PlaneCall | undefined;
  /** What was asked of a stream's iterator, and whether it was closed. */
  readonly streamed = { made: 0, closed: false };
  running = 0;
  most = 0;
  readonly #watchers = new Set<(change: PlaneVariableChange) => void>();
  readonly #readers = new Set<(event: PlaneEvent) => void>();

  /** By name; a tool that is a generator streams. */
  readonly toolbox: Record<string, Tool> = {
    echo: ({ args, positional }) => args['value'] ?? positional[0] ?? null,
    add: ({ args }) => (args['a'] as number) + (args['b'] as number),
    fail: () => {
      throw Object.assign(new Error('the model is not trained'), { name: 'NotFittedError' });
    },
    wrong: () => {
      throw new BadArguments('ml', 'wrong', 'argument a is missing');
    },
    busy: () => {
      throw new PoolSaturated(FACTS, 10);
    },
    late: () => {
      throw new CallTimeout(FACTS, 100);
    },
    stopped: () => {
      throw new Stopped('the runtime is stopping');
    },
    wait: ({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    undefined: () => undefined,
    date: () => new Date(0),
    large: ({ args }) => 'x'.repeat(args['size'] as number),
    pause: async () => {
      this.most = Math.max(this.most, ++this.running);
      await new Promise(setImmediate);
      this.running--;
    },
  };

  async openSession(id: string, metadata: Readonly<Record<string, string>>): Promise<void> {
    if (this.sessions.size >= 3) throw new SessionLimit(id, 3);
    const known = { id, metadata, createdAt: 1_500, lastUsedAt: 2_000, variables: 0, inFlight: 0 };
    this.sessions.set(id, this.sessions.get(id) ?? known);
  }

  async findSession(id: string): Promise<PlaneSession | undefined> {
    const session = this.sessions.get(id);
    return session && { ...session, variables: this.variables.size };
  }

  async touchSession(id: string): Promise<boolean> {
    return this.sessions.has(id);
  }

  async closeSession(id: string): Promise<number> {
    return this.sessions.delete(id) ? 1 + this.variables.size : 0;
  }

  async tools(): Promise<readonly PlaneTool[]> {
    const described = { description: 'Adds two numbers', idempotent: true };
    const properties = { a: { type: 'number', description: 'the first' }, b: { type: 'integer', default: 1 } };
    return [
      { name: 'add', ...described, streaming: false, parameters: { type: 'object', properties, required: ['a'] } },
      { name: 'count', ...described, streaming: true, parameters: { type: 'object', properties: {} } },
    ];
  }

  runHostTool(call: PlaneCall): Promise<unknown> {
    return this.run(call);
  }

  async run(call: PlaneCall): Promise<unknown> {
    this.last = call;
    const tool = this.toolbox[call.tool];
    if (tool === undefined) throw new UnknownTool('ml', call.tool, Object.keys(this.toolbox));
    return tool(call);
  }

  async *stream(call: PlaneCall): AsyncIterable<unknown> {
    this.last = call;
    if (call.tool === 'absent') throw new UnknownTool('ml', call.tool, ['count']);
    const { to = Infinity, size = 0, fail = false } = call.args as { to?: number; size?: number; fail?: boolean };
    const padding = new Uint8Array(size);
    try {
      for (let n = 0; n < to; n++) {
        if (n % 100 === 0) await new Promise(setImmediate);
        this.streamed.made++;
        yield size > 0 ? padding : n;
      }
      if (fail) throw new Error('after the chunks');
    } finally {
      this.streamed.closed = true;
    }
  }

  async getVariable(_: string, name: string): Promise<PlaneVariable | undefined> {
    return this.variables.get(name);
  }

  async setVariable(session: string, name: string, value: unknown, options: PlaneSetOptions): Promise<void> {
    const old = this.variables.get(name)?.metadata;
    if (old === undefined && options.mustExist) throw new NoVariable(session, name);
    const { type = 'any', createdBy = 'node', tags = {} } = options;
    const metadata = { type, createdBy, tags, createdAt: 1_000, updatedAt: 1_500, version: (old?.version ?? 0) + 1 };
    this.variables.set(name, { name, value, metadata });
    for (const watcher of this.#watchers) watcher({ name, value, metadata, deleted: false });
  }

  deleteVariable(name: string): void {
    const variable = this.variables.get(name);
    this.variables.delete(name);
    if (variable === undefined) return;
    for (const watcher of this.#watchers) watcher({ ...variable, value: undefined, deleted: true });
  }

  async listVariables() {
    return [...this.variables.values()].map(({ name, metadata }) => ({ name, bytes: 7, ...metadata }));
  }

  async *watchVariables(_: string, { initial, signal }: PlaneWatchOptions): AsyncIterable<PlaneVariableChange> {
    const waiting: PlaneVariableChange[] = [];
    if (initial) for (const variable of this.variables.values()) waiting.push({ ...variable, deleted: false });
    let wake = (): void => {};
    const watcher = (change: PlaneVariableChange): void => {
      waiting.push(change);
      wake();
    };
    this.#watchers.add(watcher);
    signal.addEventListener('abort', () => wake());
    try {
      while (!signal.aborted) {
        const change = waiting.shift();
        if (change !== undefined) yield change;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
    } finally {
      this.#watchers.delete(watcher);
    }
  }

  /** Clients that watch variables now. */
  get watching(): number {
    return this.#watchers.size;
  }

  /** Clients that read telemetry now. */
  get reading(): number {
    return this.#readers.size;
  }

  metrics(): Readonly<Record<string, number>> {
    return { calls_total: 3, queue_seconds: 0.5 };
  }

  onTelemetry(listener: (event: PlaneEvent) => void): () => void {
    this.#readers.add(listener);
    return () => this.#readers.delete(listener);
  }

  emit(event: string): void {
    for (const reader of this.#readers)
      reader({
        event,
        measurements: { duration: 5, ratio: 0.5, kind: 'x' },
        metadata: { pool: 'ml' },
        correlationId: 'c1',
      });
  }
}
