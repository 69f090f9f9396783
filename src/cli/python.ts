/** `vivarium python`: the Python that workers run on, for an adapter's tests and whatever else is to see what they see. */
import { EXTRAS, type Extra, ensurePythonEnv } from '../python/index.ts';
import type { Command } from './common.ts';
import { runProgram } from './program.ts';
import { UsageError } from './usage.ts';

export const pythonCommand: Command = {
  summary: 'Runs a program with the Python that workers run on, where vivarium_worker can be imported.',
  synopsis: '[--extra NAME] FILE | -m MODULE | -c CODE [ARGUMENT …]',
  words: [
    ['--extra NAME', `what vivarium has a lock for: ${EXTRAS.join(', ')}; comes first`],
    ['ARGUMENT', "all that follows is the program's; write `--` first when it has one of the options below"],
  ],
  examples: [
    'python -m unittest discover -t python -s python/my_adapter',
    'python -c "import sys; print(sys.version)"',
  ],
  async run(argv, signal) {
    const { extras, rest } = withoutExtra(argv);
    const args = rest[0] === '--' ? rest.slice(1) : rest;
    if (args.length === 0) throw new UsageError('python takes a program: a file, -m MODULE or -c CODE');
    const { python } = await ensurePythonEnv({ extras, signal });
    await runProgram({ python, args, signal });
  },
};

function withoutExtra(argv: readonly string[]): { extras: Extra[]; rest: readonly string[] } {
  if (argv[0] !== '--extra') return { extras: [], rest: argv };
  const extra = EXTRAS.find((name) => name === argv[1]);
  if (extra === undefined) throw new UsageError(`--extra "${argv[1] ?? ''}": there is ${EXTRAS.join(', ')}`);
  return { extras: [extra], rest: argv.slice(2) };
}
