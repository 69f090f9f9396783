/** The option `zygote`: what a user writes, what the environment says when nobody does, and the default. */
import { BadConfig } from '../model/errors.ts';

/** `auto`: where it is possible and safe; `true`: the same, and a warning where it is not; `false`: never. */
export type ZygoteOption = boolean | 'auto';

const WORDS = new Map<string, ZygoteOption>([
  ['1', true],
  ['true', true],
  ['0', false],
  ['false', false],
  ['auto', 'auto'],
]);

/** @throws BadConfig naming the option or the variable. */
export function zygoteOption(given: unknown, at: string, env: NodeJS.ProcessEnv): ZygoteOption {
  if (given === true || given === false || given === 'auto') return given;
  if (given !== undefined) throw new BadConfig(at, given, "true, false or 'auto'");
  const said = env['VIVARIUM_ZYGOTE'];
  if (said === undefined || said === '') return 'auto';
  const option = WORDS.get(said.toLowerCase());
  if (option === undefined) throw new BadConfig('VIVARIUM_ZYGOTE', said, "'1', '0' or 'auto'");
  return option;
}
