/** A command line that cannot be meant: exit code 2. */
import { type ParseArgsConfig, parseArgs } from 'node:util';

export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** `parseArgs` whose complaints are usage errors, without the advice meant for programmers. */
export function parseCommandLine<const Options extends NonNullable<ParseArgsConfig['options']>>(
  argv: readonly string[],
  options: Options,
): ReturnType<typeof parseArgs<{ options: Options; allowPositionals: true }>> {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const [sentence = ''] = error.message.split('. ');
    throw new UsageError(`${sentence}; --help lists what there is`);
  }
}

/** Of a command that takes nothing else. */
export function onlyOptions<const Options extends NonNullable<ParseArgsConfig['options']>>(
  command: string,
  argv: readonly string[],
  options: Options,
): ReturnType<typeof parseCommandLine<Options>>['values'] {
  const { values, positionals } = parseCommandLine(argv, options);
  if (positionals.length > 0) throw new UsageError(`${command} takes no words, only options; got "${positionals[0]}"`);
  return values;
}

/** The number that the text of an option says. @throws UsageError naming the option. */
export function wholeNumber(option: string, text: string, least = 0): number {
  if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text);
  throw new UsageError(`--${option}: expected a whole number, ${least} or more, got "${text}"`);
}
