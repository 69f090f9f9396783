/** The clients of a runtime for language and embedding models: configured, reached from Python, supervised, and told of. */
import { type AnyActorRef, askSupervisor, type ChildSpec, type System } from '../kernel/index.ts';
import type { LlmClient } from '../llm/client.ts';
import { Clients } from '../llm/clients.ts';
import { logEvent } from '../llm/create.ts';
import { llmDesk } from '../llm/desk.ts';
import type { EmbeddingClient } from '../llm/embedding-client.ts';
import { type LlmEvent, sayEvent } from '../llm/event.ts';
import type { LlmDesk } from '../llm/operations.ts';
import type { EmbeddingOptions, LlmOptions, LlmRuntimeOptions } from '../llm/options.ts';
import type { LlmMetrics, LlmTool, ToolCallScope } from '../llm/types.ts';
import { BadConfig } from '../model/errors.ts';
import { unknownHostTool } from '../model/tool-errors.ts';
import { refuseUnknown } from '../model/unknown-option.ts';
import { Session } from '../session/session.ts';
import type { ToolContext } from '../tools/context.ts';
import type { HostTools } from '../tools/host-tools.ts';
import type { Args } from '../tools/spec.ts';
import type { Foundation } from './foundation.ts';

export type LlmBase = Pick<Foundation, 'clock' | 'log' | 'events' | 'recorder'> & { readonly system: System };

export class RuntimeClients {
  readonly #clients: Clients;
  readonly #configured: Readonly<Record<string, LlmOptions>>;
  readonly #base: LlmBase;
  #root: AnyActorRef | undefined;

  /** @throws BadConfig naming the option, e.g. `llm.clients.fast.model`. */
  constructor(options: LlmRuntimeOptions = {}, base: LlmBase) {
    refuseUnknown('llm', options, ['default', 'clients']);
    const { clock, system } = base;
    this.#base = base;
    this.#configured = options.clients ?? {};
    const parts = { clock, random: system.random, timers: () => system.timers, env: process.env };
    const begun = (): void => this.#begin();
    const tell = (event: LlmEvent, debug: boolean): void => this.#tell(event, debug);
    this.#clients = new Clients({ ...parts, tell, begun }, options.default);
    this.#clients.notRunning = 'the runtime is not running';
    for (const [name, each] of Object.entries(this.#configured))
      this.#clients.llm({ name, ...each }, `llm.clients.${name}`);
  }

  /** @throws BadConfig, ResourceExhausted */
  llm(which: string | LlmOptions): LlmClient {
    if (typeof which !== 'string') return this.#clients.llm(which, 'runtime.llm');
    const options = Object.hasOwn(this.#configured, which) ? this.#configured[which] : undefined;
    if (options !== undefined) return this.#clients.llm({ name: which, ...options }, `llm.clients.${which}`);
    const names = Object.keys(this.#configured).join(', ') || '(none is configured)';
    throw new BadConfig('runtime.llm', which, `options, or the name of a client of llm.clients: ${names}`);
  }

  /** @throws BadConfig, ResourceExhausted */
  embeddings(options: EmbeddingOptions): EmbeddingClient {
    return this.#clients.embeddings(options, 'runtime.embeddings');
  }

  /** Where Python's operations find them. */
  desk(hostTools: () => HostTools): LlmDesk {
    const named = Object.entries(this.#configured).map(([name, options]) => [name, { name, ...options }]);
    return llmDesk(this.#clients, Object.fromEntries(named), (name, context) => toolOf(hostTools(), name, context));
  }

  metrics(): Readonly<Record<string, LlmMetrics>> {
    return Object.fromEntries(this.#clients.cores().map((core) => [core.id, core.metrics()]));
  }

  /** In the tree from its start on, when there are clients by then. */
  children(): ChildSpec[] {
    return this.#clients.size === 0 ? [] : [this.#clients.household.child()];
  }

  /** The tree runs: requests are sent from now on, and a first client finds its place in it. */
  started(root: AnyActorRef): void {
    this.#root = root;
    this.#clients.notRunning = undefined;
  }

  /** What is under way ends, and nothing is sent any more. */
  close(): void {
    this.#root = undefined;
    this.#clients.close();
  }

  /** A tree without clients has no place for them before there is one. */
  #begin(): void {
    const nothing = (): void => undefined;
    const spec = this.#root && this.#clients.household.child();
    if (this.#root !== undefined && spec !== undefined)
      askSupervisor(this.#root, { type: 'start_child', spec }, nothing, nothing);
  }

  #tell(event: LlmEvent, debug: boolean): void {
    const { log, events, recorder } = this.#base;
    logEvent(log, event, debug);
    if (event.type === 'failed' || event.type === 'breaker') recorder.note('llm', event.client, sayEvent(event));
    events.emit('llm', event);
  }
}

/** A host tool for a model: it runs as if whoever asked the model had called it. */
function toolOf(hostTools: HostTools, name: string, { session, metadata, caller }: ToolContext): LlmTool {
  const pool = typeof caller === 'object' ? caller.pool : undefined;
  const scope = { session: session instanceof Session ? session : undefined, pool, python: true };
  const all = hostTools.list(scope);
  const found = all.find((each) => each.name === name);
  if (found === undefined)
    throw unknownHostTool(
      name,
      all.map((each) => each.name),
    );
  return {
    description: found.description,
    inputSchema: found.parameters,
    execute: (args: Args, { abortSignal: signal }: ToolCallScope) =>
      hostTools.run({ ...scope, tool: name, args, timeoutMs: Number.POSITIVE_INFINITY, signal, metadata, caller }),
  };
}
