/** `createRuntime`: what a service calls first. */

import type { PoolDefinitions, RuntimeOptions } from './options.ts';
import { Runtime } from './runtime.ts';

/**
 * Describes a runtime; nothing runs before `start()`.
 *
 * @example
 * const runtime = createRuntime({ pools: { ml: pool<MlTools>({ adapter: './adapter.py', size: 4 }) } });
 * await runtime.start();
 * await runtime.pools.ml.call('predict', { features });
 * @throws BadConfig naming the option.
 */
export function createRuntime<const Definitions extends PoolDefinitions>(
  options: RuntimeOptions<Definitions> = {},
): Runtime<Definitions> {
  return new Runtime(options);
}
