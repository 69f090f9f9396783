/** `vivarium chart`: a machine's statechart as Mermaid text, as a picture, or as data. */
import { resolve } from 'node:path';
import { breakerMachine } from '../../machines/breaker.ts';
import { sessionMachine } from '../../machines/session.ts';
import { streamMachine } from '../../machines/stream.ts';
import { workerMachine } from '../../machines/worker.ts';
import { workflowMachine } from '../../machines/workflow.ts';
import { nodeMachine } from '../../machines/workflow-node.ts';
import { zygoteMachine } from '../../machines/zygote.ts';
import type { AnyStateMachine } from '../kernel/index.ts';
import { mermaid } from '../observe/chart/mermaid.ts';
import { chartOf } from '../observe/chart/model.ts';
import { COMMON, type Command } from './common.ts';
import { toJson } from './json.ts';
import { defaultOf, loadModule } from './load-module.ts';
import { printLine } from './print.ts';
import { parseCommandLine, UsageError } from './usage.ts';

const OPTIONS = {
  ...COMMON,
  svg: { type: 'boolean', default: false },
  mermaid: { type: 'boolean', default: false },
} as const;

const MACHINES: ReadonlyMap<string, AnyStateMachine> = new Map<string, AnyStateMachine>([
  ['worker', workerMachine],
  ['session', sessionMachine],
  ['stream', streamMachine],
  ['workflow', workflowMachine],
  ['workflow-node', nodeMachine],
  ['zygote', zygoteMachine],
  ['breaker', breakerMachine],
]);

export const chartCommand: Command = {
  summary: "Prints a machine's statechart: as Mermaid text, as SVG or as JSON.",
  synopsis: 'MACHINE',
  words: [
    ['MACHINE', `${[...MACHINES.keys()].join(', ')}, or a module whose default export is an xstate machine`],
    ['--mermaid', 'as the text of a Mermaid diagram; the default'],
    ['--svg', 'as a picture'],
  ],
  examples: ['chart worker', 'chart session --svg > session.svg', 'chart ./machine.mjs --json'],
  async run(argv) {
    const { values, positionals } = parseCommandLine(argv, OPTIONS);
    const [name, ...more] = positionals;
    if (name === undefined || more.length > 0) throw new UsageError('chart takes one MACHINE');
    if (Number(values.svg) + Number(values.mermaid) + Number(values.json) > 1)
      throw new UsageError('choose one of --mermaid, --svg and --json');
    const chart = chartOf(MACHINES.get(name) ?? (await machineOf(name)));
    if (values.json) return printLine(toJson(chart));
    if (!values.svg) return printLine(mermaid(chart));
    const [{ drawChart }, { nodeLayout }, { svgFile }] = await Promise.all([
      import('../observe/chart/draw.ts'),
      import('../observe/chart/node-elk.ts'),
      import('../observe/chart/svg.ts'),
    ]);
    return printLine(svgFile(await drawChart(chart, nodeLayout()), chart.id).trimEnd());
  },
};

async function machineOf(file: string): Promise<AnyStateMachine> {
  if (!/\.m?[jt]s$/.test(file))
    throw new UsageError(`there is no machine "${file}": it is one of ${[...MACHINES.keys()].join(', ')}, or a module`);
  const found = defaultOf(await loadModule(resolve(file), file));
  if (typeof found === 'object' && found !== null && 'root' in found && 'config' in found)
    return found as AnyStateMachine;
  throw new UsageError(`${file} has no machine: its default export has to be one of xstate's createMachine`);
}
