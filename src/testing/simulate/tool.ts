/** What a simulated tool does, as the arguments of its call say: how long it takes, and how it ends. */
import type { Incoming } from '../../bridge/types.ts';
import { decodeValue } from '../../bridge/values.ts';
import type { Ms } from '../../model/clock.ts';
import type { ToolSpec } from '../../tools/spec.ts';

export interface Script {
  /** Which step of the scenario it is. */
  readonly step: number;
  /** Until it ends; of a stream: until each chunk. */
  readonly ms: Ms;
  /** `sleep` and `deaf` never end by themselves; `deaf` does not hear a cancellation either. */
  readonly ends: 'answer' | 'raise' | 'exit' | 'segfault' | 'sleep' | 'deaf';
  /** Of a stream. */
  readonly chunks: number;
  /** What it asks the host before it does its own work. */
  readonly ask?: Ask;
}

/** A host tool that a simulated tool calls: it goes on whatever the answer is. */
export interface Ask {
  readonly tool: 'host_work' | 'host_count';
  /** Until the host tool ends; of a stream: until each chunk. */
  readonly ms: Ms;
  /** `sleep` never ends by itself; `deaf` ends in its time, and does not hear that it is to stop. */
  readonly ends: 'answer' | 'raise' | 'sleep' | 'deaf';
  readonly chunks: number;
  readonly timeoutMs: Ms;
  /** The tool waits no longer. */
  readonly giveUpMs?: Ms;
}

/** In whose name a call, of either side, is made. */
export const stepOf = ({ body, segments }: Incoming): number => (decodeValue(body, segments) as Script).step;

const spec = (name: string, streaming: boolean, idempotent: boolean): ToolSpec => ({
  name,
  description: 'A simulated tool',
  parameters: { type: 'object' },
  returns: {},
  streaming,
  idempotent,
  requiredVariables: [],
});

/** As READY tells them. */
export const TOOLS: readonly Readonly<Record<string, unknown>>[] = [
  spec('work', false, false),
  spec('safe', false, true),
  spec('count', true, false),
].map(({ requiredVariables, ...rest }) => ({ ...rest, required_variables: requiredVariables }));
