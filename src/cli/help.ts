/** The help texts, made from the table of commands. */
import { COMMON_WORDS, type Command } from './common.ts';

export function generalHelp(commands: ReadonlyMap<string, Command>): string {
  const rows = [...commands].map(([name, { synopsis, summary }]) => [`${name} ${synopsis}`, summary] as const);
  return [
    'vivarium: Python workers as supervised processes',
    '',
    'Usage: vivarium COMMAND …',
    ...table(rows),
    '',
    'vivarium COMMAND --help tells more; vivarium --version prints the version.',
    'Results go to stdout, everything else to stderr. Exit code: 0 done, 1 failed, 2 wrong usage.',
  ].join('\n');
}

export function commandHelp(name: string, { summary, synopsis, words, examples }: Command): string {
  return [
    summary,
    '',
    `Usage: vivarium ${name} ${synopsis}`,
    ...table([...words, ...COMMON_WORDS]),
    '',
    'Examples:',
    ...examples.map((example) => `  vivarium ${example}`),
  ].join('\n');
}

/** Meanings stand in a column, those of long words on a line of their own. */
function table(rows: Command['words']): string[] {
  const width = 24;
  return rows.map(([word, meaning]) => {
    const gap = word.length < width ? ' '.repeat(width - word.length) : `\n${' '.repeat(width + 2)}`;
    return `  ${word}${gap}${meaning}`;
  });
}
