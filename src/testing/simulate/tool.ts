/** What a simulated tool does, as the arguments of its call say: how long it takes, and how it ends. */
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
}

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
