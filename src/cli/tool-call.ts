/** What `call` and `stream` have in common: their command line, and the tool it names. */
import { UnknownTool } from '../model/call-errors.ts';
import { type Duration, toMs } from '../model/duration.ts';
import type { Pool } from '../pool/pool.ts';
import type { Args, CallOptions } from '../pool/types.ts';
import { type Given, givenArguments, readArguments } from './arguments.ts';
import { COMMON, type Command } from './common.ts';
import { TOOLS_WORD } from './load-tools.ts';
import { parseCommandLine, UsageError } from './usage.ts';

const OPTIONS = {
  ...COMMON,
  args: { type: 'string' },
  session: { type: 'string' },
  tools: { type: 'string' },
  timeout: { type: 'string' },
} as const;

export const TOOL_CALL_WORDS: Command['words'] = [
  ['ADAPTER', './file.py, ./file.py:Class, package.module or package.module.Class'],
  ['TOOL', 'one of its tools; `vivarium doctor ADAPTER` lists them'],
  ['key=value', 'an argument, read as the tool declares it: text stays text, the rest is JSON'],
  ['--args JSON', 'arguments as one object; key=value goes over it'],
  ['--session ID', 'the session the tool is told'],
  TOOLS_WORD,
];

export interface ToolCall {
  readonly adapter: string;
  readonly tool: string;
  readonly given: Given;
  readonly options: CallOptions;
  /** The file of host tools. */
  readonly tools: string | undefined;
  readonly json: boolean;
  readonly verbose: boolean;
}

/** @throws UsageError, BadConfig */
export function parseToolCall(argv: readonly string[]): ToolCall {
  const { values, positionals } = parseCommandLine(argv, OPTIONS);
  const [adapter, tool, ...words] = positionals;
  if (adapter === undefined) throw new UsageError('ADAPTER is missing, a Python file for example');
  if (tool === undefined) throw new UsageError(`TOOL is missing; \`vivarium doctor ${adapter}\` lists what there is`);
  const { session, tools, timeout, args, json, verbose } = values;
  return {
    adapter,
    tool,
    given: givenArguments(words, args),
    options: {
      ...(session === undefined ? {} : { session }),
      ...(timeout === undefined ? {} : { timeout: toMs(timeout as Duration, '--timeout') }),
    },
    tools,
    json,
    verbose,
  };
}

/** The arguments as this tool wants them. @throws UnknownTool listing what there is. */
export function argumentsFor(pool: Pool, { tool, given }: ToolCall): Args {
  const tools = pool.specs();
  const spec = tools.find(({ name }) => name === tool);
  if (spec === undefined)
    throw new UnknownTool(
      pool.name,
      tool,
      tools.map(({ name }) => name),
    );
  return readArguments(given, spec.parameters);
}
