/** `vivarium python`: the Python that workers run on, for an adapter's tests and whatever else is to see what they see. */
import { ensurePythonEnv } from '../python/index.ts';
import type { Command } from './common.ts';
import { runProgram } from './program.ts';
import { UsageError } from './usage.ts';

export const pythonCommand: Command = {
  summary: 'Runs a program with the Python that workers run on, where vivarium_worker can be imported.',
  synopsis: 'FILE | -m MODULE | -c CODE [ARGUMENT …]',
  words: [['ARGUMENT', "all that follows is the program's; write `--` first when it has one of the options below"]],
  examples: [
    'python -m unittest discover -t python -s python/my_adapter',
    'python -c "import sys; print(sys.version)"',
  ],
  async run(argv, signal) {
    const args = argv[0] === '--' ? argv.slice(1) : argv;
    if (args.length === 0) throw new UsageError('python takes a program: a file, -m MODULE or -c CODE');
    const { python } = await ensurePythonEnv({ signal });
    await runProgram({ python, args, signal });
  },
};
