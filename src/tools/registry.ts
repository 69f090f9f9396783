/** The host tools of one scope (the runtime, a pool, a session) by name. */
import type { Clock } from '../model/clock.ts';
import { BadConfig } from '../model/errors.ts';
import { ToolExists, unknownHostTool } from '../model/tool-errors.ts';
import { Entry } from './entry.ts';
import { type HostTool, isHostTool } from './host-tool.ts';
import type { ToolDescription } from './spec.ts';

/** No colon: names with one are operations of the lane. */
const NAME = /^[A-Za-z0-9_][\w.-]{0,63}$/;
/** Names of tools that the runtime itself brings. */
const RESERVED = 'vivarium.';
const MOST = 1_000;

/** A tool as `registry.list()` tells it. */
export interface HostToolInfo extends ToolDescription {
  readonly exposedToPython: boolean;
  readonly enabled: boolean;
}

export class ToolRegistry {
  /** What it belongs to, for messages: `the runtime`, `pool ml`, `session user-42`. */
  readonly scope: string;
  readonly #clock: Clock;
  readonly #builtin: boolean;
  readonly #entries = new Map<string, Entry>();

  /**
   * @param builtin it holds what the runtime itself brings, under names that nobody else can take.
   * @throws BadConfig when a name is no name or a tool was not made by `tool()`.
   */
  constructor(scope: string, clock: Clock, tools: Readonly<Record<string, HostTool>> = {}, builtin = false) {
    this.scope = scope;
    this.#clock = clock;
    this.#builtin = builtin;
    if (typeof tools !== 'object' || tools === null) throw new BadConfig('tools', tools, 'an object of tools by name');
    for (const [name, tool] of Object.entries(tools)) this.register(name, tool);
  }

  /**
   * Gives a tool a name in this scope. Calls that run go on with the tool they began with.
   * @throws ToolExists when the name is taken and `replace` is not true.
   */
  register(name: string, tool: HostTool, options: { readonly replace?: boolean } = {}): void {
    if (typeof name !== 'string' || !NAME.test(name))
      throw new BadConfig(
        `tools of ${this.scope}`,
        name,
        'names of up to 64 letters, digits, dots, dashes and underscores',
      );
    if (name.startsWith(RESERVED) && !this.#builtin)
      throw new BadConfig(
        `tools of ${this.scope}`,
        name,
        `a name that does not begin with ${RESERVED}, which are our own`,
      );
    if (!isHostTool(tool)) throw new BadConfig(`tools.${name}`, tool, 'what tool({ … }) returns');
    if (this.#entries.has(name)) {
      if (options.replace !== true) throw new ToolExists(this.scope, name);
    } else if (this.#entries.size >= MOST)
      throw new BadConfig(`tools of ${this.scope}`, name, `at most ${MOST} tools in one scope`);
    this.#entries.set(name, new Entry(name, tool, this.#clock));
  }

  /** @returns whether it was there. */
  unregister(name: string): boolean {
    return this.#entries.delete(name);
  }

  /** @throws HostToolError `VIV_UNKNOWN_TOOL` */
  enable(name: string): void {
    this.#named(name).enabled = true;
  }

  /** As if it were not registered, until it is enabled again. @throws HostToolError `VIV_UNKNOWN_TOOL` */
  disable(name: string): void {
    this.#named(name).enabled = false;
  }

  get(name: string): HostTool | undefined {
    return this.#entries.get(name)?.tool;
  }

  list(): HostToolInfo[] {
    return [...this.#entries.values()].map((entry) => {
      const { exposedToPython } = entry.tool;
      return { ...entry.describe(), exposedToPython, enabled: entry.enabled };
    });
  }

  /** Also those that are disabled. */
  entries(): Iterable<Entry> {
    return this.#entries.values();
  }

  entry(name: string): Entry | undefined {
    return this.#entries.get(name);
  }

  #named(name: string): Entry {
    const entry = this.#entries.get(name);
    if (entry === undefined) throw unknownHostTool(name, [...this.#entries.keys()]);
    return entry;
  }
}
