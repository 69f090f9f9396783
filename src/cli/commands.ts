/** The table of commands, in the order in which the help lists them. */
import { agentCommand } from './agent.ts';
import { callCommand } from './call.ts';
import { chartCommand } from './chart.ts';
import type { Command } from './common.ts';
import { conformanceCommand } from './conformance.ts';
import { doctorCommand } from './doctor.ts';
import { envCommand } from './env.ts';
import { mcpCommand } from './mcp.ts';
import { newCommand } from './new.ts';
import { observeCommand } from './observe.ts';
import { pythonCommand } from './python.ts';
import { runCommand } from './run.ts';
import { simulateCommand } from './simulate.ts';
import { soakCommand } from './soak.ts';
import { streamCommand } from './stream.ts';
import { topCommand } from './top.ts';
import { typesCommand } from './types.ts';
import { upCommand } from './up.ts';

export const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ['call', callCommand],
  ['stream', streamCommand],
  ['agent', agentCommand],
  ['up', upCommand],
  ['observe', observeCommand],
  ['top', topCommand],
  ['run', runCommand],
  ['mcp', mcpCommand],
  ['env', envCommand],
  ['python', pythonCommand],
  ['new', newCommand],
  ['types', typesCommand],
  ['doctor', doctorCommand],
  ['chart', chartCommand],
  ['conformance', conformanceCommand],
  ['simulate', simulateCommand],
  ['soak', soakCommand],
]);
