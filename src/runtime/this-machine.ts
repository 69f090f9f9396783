/** The world of a runtime that runs: real processes, real sockets, chance from the operating system. */
import { availableParallelism } from 'node:os';
import { freshRandom } from '../model/random.ts';
import { interpreterFor } from '../pool/interpreter.ts';
import { LocalPremises } from './premises.ts';
import type { World } from './world.ts';

export function thisMachine(): World {
  return {
    cores: availableParallelism(),
    random: freshRandom(),
    premises: (options) => new LocalPremises(options),
    interpreterFor,
  };
}
