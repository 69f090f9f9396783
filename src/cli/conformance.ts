/** `vivarium conformance`: every OTP scenario of a folder through the kernel, compared with what Erlang/OTP did. */
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { checkScenario, readScenario, runScenario, scenariosIn, whyNot } from '../testing/conformance/index.ts';
import { COMMON, type Command } from './common.ts';
import { toJson } from './json.ts';
import { printLine } from './print.ts';
import { Told } from './report.ts';
import { parseCommandLine, UsageError } from './usage.ts';

const OPTIONS = { ...COMMON, print: { type: 'boolean', default: false } } as const;

/** `why` it failed, or null. */
interface Outcome {
  readonly scenario: string;
  readonly why: string | null;
}

type Act = (folder: string, name: string) => string | null | Promise<string | null>;

export const conformanceCommand: Command = {
  summary: 'Runs the OTP scenarios of a folder through the kernel and compares with what Erlang/OTP did.',
  synopsis: 'DIR',
  words: [
    ['DIR', 'scenarios as NAME.json, each with what OTP did as NAME.trace.json'],
    ['--print', 'our traces instead, a line of JSON each; those of OTP are not read'],
  ],
  examples: ['conformance ./scenarios', 'conformance ./scenarios --print | jq .final'],
  async run(argv, signal) {
    const { values, positionals } = parseCommandLine(argv, OPTIONS);
    const [folder, ...more] = positionals;
    if (folder === undefined || more.length > 0) throw new UsageError('conformance takes one DIR');
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new UsageError(`${folder} is no folder`);
    const { json, print } = values;
    const say = print ? tell : printLine; // traces have stdout to themselves
    const failures: Outcome[] = [];
    let done = 0;
    for await (const outcome of outcomes(folder, print ? printTrace : checkScenario, signal)) {
      if (outcome.why === null) done++;
      else failures.push(outcome);
      if (outcome.why !== null && !json) await say(`${outcome.scenario}: ${outcome.why}`);
    }
    const verb = print ? 'printed' : 'passed';
    const failed = failures.length;
    await say(json ? toJson({ [verb]: done, failed, failures }) : `${done} ${verb}, ${failed} failed`);
    if (failed > 0) throw new Told();
  },
};

async function* outcomes(folder: string, act: Act, signal: AbortSignal): AsyncGenerator<Outcome> {
  const names = scenariosIn(folder);
  // Whoever names a folder means scenarios.
  if (names.length === 0) yield { scenario: basename(folder), why: 'there is no scenario in this folder' };
  for (const scenario of names) {
    await turn(); // so that an interrupt is heard
    signal.throwIfAborted();
    yield { scenario, why: await act(folder, scenario) };
  }
}

async function printTrace(folder: string, name: string): Promise<string | null> {
  let trace: string;
  try {
    trace = JSON.stringify(runScenario(readScenario(folder, name)));
  } catch (error) {
    return whyNot(error);
  }
  await printLine(trace);
  return null;
}

async function tell(text: string): Promise<void> {
  process.stderr.write(`${text}\n`);
}
