/** What all commands share: their shape, and the options each of them understands. */

export interface Command {
  /** One sentence, for the list of commands. */
  readonly summary: string;
  /** What follows the command's name. */
  readonly synopsis: string;
  /** Its arguments and own options: what is written, and what it means. */
  readonly words: readonly (readonly [word: string, meaning: string])[];
  readonly examples: readonly string[];
  /** Resolves when all is done and every process has ended. `signal`: the user has had enough. */
  run(argv: readonly string[], signal: AbortSignal): Promise<void>;
}

export const COMMON = {
  json: { type: 'boolean', default: false },
  verbose: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

export const COMMON_WORDS: Command['words'] = [
  ['--json', 'results, and a failure on stderr, as JSON'],
  ['--verbose', 'every log line, and the stack traces of a failure'],
  ['-h, --help', 'this text'],
];
