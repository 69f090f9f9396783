#!/usr/bin/env node
/** `vivarium`: finds the command, runs it, and turns however it ends into an exit code and a line on stderr. */
import { parseArgs } from 'node:util';
import { version } from '../python/index.ts';
import { COMMANDS } from './commands.ts';
import { COMMON } from './common.ts';
import { commandHelp, generalHelp } from './help.ts';
import { Interrupted, interruptible } from './interrupt.ts';
import { printLine } from './print.ts';
import { exitCodeOf, explain, Told } from './report.ts';
import { UsageError } from './usage.ts';

async function run(argv: readonly string[], signal: AbortSignal): Promise<void> {
  const [name = '--help', ...rest] = argv;
  if (name === '--help' || name === '-h' || name === 'help') return printLine(generalHelp(COMMANDS));
  if (name === '--version') return printLine(version());
  const command = COMMANDS.get(name);
  if (command === undefined)
    throw new UsageError(`there is no command "${name}": it is one of ${[...COMMANDS.keys()].join(', ')}`);
  if (flags(rest).help) return printLine(commandHelp(name, command));
  await command.run(rest, signal);
}

/** What every command understands, read leniently: a failure is reported in the form that was asked for. */
function flags(argv: readonly string[]) {
  return parseArgs({ args: [...argv], options: COMMON, strict: false, allowPositionals: true }).values;
}

async function main(argv: readonly string[]): Promise<number> {
  using interrupts = interruptible();
  try {
    await run(argv, interrupts.signal);
    return 0;
  } catch (caught) {
    // Whatever fails after an interrupt fails because of it.
    const error: unknown = interrupts.signal.aborted ? interrupts.signal.reason : caught;
    const { verbose, json } = flags(argv);
    if (!(error instanceof Interrupted || error instanceof Told))
      process.stderr.write(`${explain(error, { verbose: verbose === true, json: json === true })}\n`);
    return exitCodeOf(error);
  }
}

process.exitCode = await main(process.argv.slice(2));
