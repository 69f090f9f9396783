/** A host tool under its name in one registry, with what is counted for it there: its slots and its cache. */
import type { Clock } from '../model/clock.ts';
import { ResultCache } from './cache.ts';
import { Gate } from './gate.ts';
import type { HostTool } from './host-tool.ts';
import type { ToolDescription } from './spec.ts';

/** Calls that wait for a slot of one tool. */
const QUEUE = 1_000;

export class Entry {
  readonly name: string;
  readonly tool: HostTool;
  readonly gate: Gate;
  readonly cache: ResultCache | undefined;
  enabled = true;

  constructor(name: string, tool: HostTool, clock: Clock) {
    this.name = name;
    this.tool = tool;
    this.gate = new Gate({ width: tool.concurrency, queue: QUEUE });
    this.cache = tool.cache === undefined ? undefined : new ResultCache({ ...tool.cache, clock });
  }

  describe(): ToolDescription {
    const { description, parameters, streaming, idempotent } = this.tool;
    return { name: this.name, description, parameters, streaming, idempotent };
  }
}
