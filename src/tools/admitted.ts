/** A call of a host tool that has been admitted: what it is about, and how its tool is entered, run and left. */
import type { Ms } from '../model/clock.ts';
import { isVivariumError } from '../model/errors.ts';
import { HostToolError, HostToolFailed, thrownBy, WouldDeadlock } from '../model/tool-errors.ts';
import type { Check } from './check.ts';
import type { ToolContext } from './context.ts';
import type { Entry } from './entry.ts';
import type { Execution } from './execution.ts';
import { type Lineage, slotsHeld, within } from './lineage.ts';
import { badArguments } from './request.ts';
import type { Args } from './spec.ts';
import type { ToolWatch } from './watch.ts';

export interface Admitted {
  readonly entry: Entry;
  readonly args: Args;
  readonly context: ToolContext;
  readonly execution: Execution;
  readonly deadline: Ms;
  /** What led to it. */
  readonly parent: Lineage | undefined;
  /** Whoever follows it. */
  readonly watch: ToolWatch | undefined;
}

/** A place inside the tool. It is held until the work has really ended, even when nobody waits for it any more. */
export interface Slot {
  readonly line: Lineage;
  /** To be called once. */
  leave(): void;
}

/** @throws HostToolError `VIV_BAD_ARGUMENTS`, HostToolFailed when the schema itself throws */
export async function checkedInput({ entry, args }: Admitted): Promise<unknown> {
  const checked = await guarded(entry.name, () => entry.tool.input(args));
  if ('problem' in checked) throw badArguments(entry.name, checked.problem);
  return checked.value;
}

/** @throws HostToolFailed */
export async function checkedOutput({ name, tool }: Entry, value: unknown): Promise<unknown> {
  const checked: Awaited<ReturnType<Check>> = await guarded(name, () => tool.output(value));
  if ('problem' in checked) throw new HostToolFailed(name, 'BadResult', checked.problem);
  return checked.value;
}

/** @throws WouldDeadlock, HostToolError `VIV_TOOL_SATURATED`, or what ended the call while it waited */
export async function enter({ entry, execution, deadline, parent }: Admitted): Promise<Slot> {
  const { gate, name } = entry;
  if (slotsHeld(parent, gate) >= gate.width) throw new WouldDeadlock('the host', name, gate.width);
  if (gate.full)
    throw new HostToolError(
      'VIV_TOOL_SATURATED',
      name,
      `: its ${gate.width} slots are taken and its queue is full; try later`,
      {
        retryable: true,
      },
    );
  await gate.enter(execution.signal);
  let held = true;
  const leave = (): void => {
    held = false;
    gate.leave();
  };
  if (execution.signal.aborted) leave();
  execution.signal.throwIfAborted();
  return { line: { of: gate, isHeld: () => held, deadline, parent }, leave };
}

/** Runs the tool's own code; what it throws becomes the call's error. */
export function run<T>({ entry, watch }: Admitted, { line }: Slot, code: () => T | PromiseLike<T>): Promise<T> {
  return guarded(entry.name, () => within(line, watch === undefined ? code : () => watch.run(code)));
}

/** A refusal of our own keeps its class: the caller is to see that it was about waiting for itself. */
async function guarded<T>(tool: string, code: () => T | PromiseLike<T>): Promise<T> {
  try {
    return await code();
  } catch (thrown) {
    throw isVivariumError(thrown, 'VIV_WOULD_DEADLOCK') ? thrown : thrownBy(tool, thrown);
  }
}
