/** The tools of a pool's adapter, as its workers described them; what a call is held against before it is sent. */
import { BadArguments, UnknownTool } from '../model/call-errors.ts';
import { kindOf } from '../model/errors.ts';
import { type ArgumentCheck, argumentCheck } from '../tools/check-arguments.ts';
import type { ToolSpec } from '../tools/spec.ts';
import type { ToolSpeed } from '../worker/member.ts';
import type { Args } from './types.ts';

interface Tool {
  readonly spec: ToolSpec;
  readonly check: ArgumentCheck;
  readonly speed: ToolSpeed;
}

/** An adapter that judges names itself (`execute_tool`) tells of this one. */
const ANY_NAME = '*';

export class Toolbox {
  readonly #pool: string;
  readonly #tools = new Map<string, Tool>();
  #known = false;

  constructor(pool: string) {
    this.#pool = pool;
  }

  /** A worker is up: what it has is what there is now. Measured speeds stay. */
  learn(specs: readonly ToolSpec[]): void {
    const before = new Map(this.#tools);
    this.#tools.clear();
    this.#known = true;
    for (const spec of specs) {
      const speed = before.get(spec.name)?.speed ?? { micros: undefined };
      this.#tools.set(spec.name, { spec, check: argumentCheck(spec.parameters), speed });
    }
  }

  names(): string[] {
    return [...this.#tools.keys()];
  }

  specs(): ToolSpec[] {
    return [...this.#tools.values()].map(({ spec }) => spec);
  }

  /** False while nothing is known of it. */
  idempotent(name: string): boolean {
    return this.#tools.get(name)?.spec.idempotent ?? false;
  }

  /**
   * Before the first worker is up nothing is known: then the call may wait, and the worker judges it.
   * @throws UnknownTool, BadArguments
   */
  admit(name: string, args: Args): ToolSpeed {
    const tool = this.#tools.get(name) ?? this.#tools.get(ANY_NAME);
    if (tool === undefined) {
      if (this.#known) throw new UnknownTool(this.#pool, name, this.names());
      return { micros: undefined };
    }
    if (typeof args !== 'object' || args === null || Array.isArray(args))
      throw new BadArguments(this.#pool, name, `the arguments are an object by name, got ${kindOf(args)}`);
    const problem = tool.check(args);
    if (problem !== undefined) throw new BadArguments(this.#pool, name, problem);
    return tool.speed;
  }
}
