/** A pool's tools for a language model. */
import { refuseUnknown } from '../model/unknown-option.ts';
import { modelTool, type ToolSet } from '../tools/tool-set.ts';
import type { PoolCore } from './core.ts';
import { CALL_OPTIONS, type CallOptions } from './types.ts';

/** @throws BadConfig for an unknown option, and for a tool whose name no model takes. */
export function toolSet(core: PoolCore, options: Omit<CallOptions, 'signal'>): ToolSet {
  refuseUnknown(`pools.${core.settings.name}.tools`, options, CALL_OPTIONS);
  const withSignal = (signal: AbortSignal | undefined): CallOptions =>
    signal === undefined ? options : { ...options, signal };
  return Object.fromEntries(
    core.toolbox.specs().map((spec) => [
      spec.name,
      modelTool(spec, {
        call: (args, signal) => core.call(spec.name, args, withSignal(signal)),
        stream: (args, signal) => core.intake.stream(spec.name, args, withSignal(signal)),
      }),
    ]),
  );
}
