/** `vivarium doctor`: whether this machine can run Python workers, and with an adapter, whether that one loads. */
import { version } from '../python/index.ts';
import type { ToolSpec } from '../tools/spec.ts';
import { type Check, checkNode, checkPlatform, checkPython, checkTsx } from './checks.ts';
import { judgeTools, notLoaded } from './checks-adapter.ts';
import { checkEnvironment } from './checks-python.ts';
import { COMMON, type Command } from './common.ts';
import { toJson } from './json.ts';
import { printLine } from './print.ts';
import { signature } from './signature.ts';
import { parseCommandLine, UsageError } from './usage.ts';
import { type WithAdapterOptions, withAdapter } from './with-adapter.ts';

interface Diagnosis {
  readonly checks: readonly Check[];
  /** The adapter's; undefined when none was named or it did not load. */
  readonly tools: readonly ToolSpec[] | undefined;
}

export const doctorCommand: Command = {
  summary: 'Says whether this machine can run Python workers; with ADAPTER, loads it and lists its tools.',
  synopsis: '[ADAPTER]',
  words: [['ADAPTER', './file.py, ./file.py:Class, package.module or package.module.Class']],
  examples: ['doctor', 'doctor ./adapter.py'],
  async run(argv, signal) {
    const { values, positionals } = parseCommandLine(argv, COMMON);
    const [adapter, ...more] = positionals;
    if (more.length > 0) throw new UsageError('doctor takes one ADAPTER at most');
    const machine: Check[] = [
      { name: 'vivarium', status: 'ok', found: version() },
      checkNode(),
      checkPlatform(),
      await checkTsx(),
      ...(await examinePython(signal)),
    ];
    const loaded = adapter === undefined ? NOTHING : await load(adapter, { verbose: values.verbose, signal });
    const checks = [...machine, ...loaded.checks];
    const diagnosis = { checks, tools: loaded.tools };
    await printLine(values.json ? toJson(diagnosis) : text(diagnosis));
    const failed = checks.filter(({ status }) => status === 'fail').length;
    if (failed > 0) throw new Error(`${failed} of ${checks.length} checks failed`);
  },
};

/** Packages are asked for only where there is a Python to ask. */
async function examinePython(signal: AbortSignal): Promise<Check[]> {
  const python = await checkPython(signal);
  return python.status === 'fail' ? [python] : [python, ...(await checkEnvironment(signal))];
}

const NOTHING: Diagnosis = { checks: [], tools: undefined };

/** The adapter in a worker of its own: which tools it has, or why it does not load. */
async function load(adapter: string, options: WithAdapterOptions): Promise<Diagnosis> {
  let tools: ToolSpec[] = [];
  try {
    await withAdapter(adapter, options, async (pool) => {
      tools = pool.specs();
    });
  } catch (error) {
    options.signal.throwIfAborted();
    return { checks: [notLoaded(error, options.verbose)], tools: undefined };
  }
  const loaded: Check = { name: 'adapter', status: 'ok', found: `${adapter}, ${tools.length} tools` };
  return { checks: [loaded, ...judgeTools(tools, (name) => process.env[name] !== undefined)], tools };
}

function text({ checks, tools = [] }: Diagnosis): string {
  const width = Math.max(...checks.map(({ name }) => name.length));
  return [
    ...checks.flatMap(({ name, status, found, remedy }) => [
      `${status.padEnd(4)}  ${name.padEnd(width)}  ${found}`,
      ...(remedy === undefined ? [] : [`      ${' '.repeat(width)}  → ${remedy}`]),
    ]),
    ...tools.map((tool) => `      ${signature(tool)}`),
  ].join('\n');
}
