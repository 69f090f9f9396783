/** What happens between a host tool's arguments and its result, or its chunks. */
import { kindOf } from '../model/errors.ts';
import { HostToolFailed } from '../model/tool-errors.ts';
import { type Admitted, checkedInput, checkedOutput, enter, run, type Slot } from './admitted.ts';
import { cacheKey } from './cache.ts';
import type { ToolContext } from './context.ts';

/** The result of a tool that has one. */
export async function perform(call: Admitted): Promise<unknown> {
  const { entry, context } = call;
  const input = await checkedInput(call);
  const { cache, tool } = entry;
  const key = cache === undefined ? undefined : cacheKey(lifeOf(context), call.args);
  const known = key === undefined ? undefined : cache?.get(key);
  if (known !== undefined) return known.value;
  const slot = await enter(call);
  const result = await run(call, slot, () => tool.execute(input, context)).finally(slot.leave);
  const value = await checkedOutput(entry, result);
  if (key === undefined) return value;
  cache?.set(key, value);
  return cache?.get(key)?.value ?? value;
}

/** A session that begins anew under an old name gets no results of the one before. */
function lifeOf({ session }: ToolContext): string | undefined {
  return session && `${session.id}@${session.createdAt}`;
}

/** The chunks of a streaming tool. Leaving the loop closes its generator. */
export async function* performStream(call: Admitted): AsyncGenerator<unknown, void, undefined> {
  const { entry, context, execution } = call;
  const input = await execution.race(checkedInput(call));
  const slot = await enter(call);
  const chunks = await open(call, slot, () => entry.tool.execute(input, context));
  let over = false;
  try {
    for (;;) {
      over = true; // an iterator that throws has ended
      const step = await execution.race(run(call, slot, () => chunks.next()));
      if (step.done === true) return;
      over = false;
      yield await execution.race(checkedOutput(entry, await run(call, slot, () => step.value as unknown)));
    }
  } finally {
    const { aborted } = execution.signal;
    const closing = run(call, slot, (): unknown => (over && !aborted ? undefined : chunks.return?.()));
    void closing.then(slot.leave, slot.leave);
    if (!aborted) await execution.race(closing); // one that did not listen to its signal is not waited for
  }
}

type Chunks = Iterator<unknown> | AsyncIterator<unknown>;

async function open(call: Admitted, slot: Slot, execute: () => unknown): Promise<Chunks> {
  const opening = run(call, slot, execute);
  try {
    return iteratorOf(call.entry.name, await call.execution.race(opening));
  } catch (error) {
    void opening.then(slot.leave, slot.leave);
    throw error;
  }
}

function iteratorOf(tool: string, value: unknown): Chunks {
  if (typeof value === 'object' && value !== null) {
    const chunks = value as Partial<AsyncIterable<unknown> & Iterable<unknown>>;
    const iterator = chunks[Symbol.asyncIterator]?.() ?? chunks[Symbol.iterator]?.();
    if (iterator !== undefined) return iterator;
  }
  throw new HostToolFailed(
    tool,
    'TypeError',
    `a streaming tool's execute is a generator, but it returned ${kindOf(value)}`,
  );
}
