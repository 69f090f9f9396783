/** Tools of whatever kind as the client needs them: what the model is told, how arguments are checked, how one is called. */
import type { Clock, Ms } from '../model/clock.ts';
import { toMs } from '../model/duration.ts';
import { ValidationError } from '../model/llm-errors.ts';
import type { Check } from '../tools/check.ts';
import { type HostTool, isHostTool } from '../tools/host-tool.ts';
import { parametersOf, type Schema, schemaCheck } from '../tools/schema.ts';
import type { JsonSchema } from '../tools/spec.ts';
import { isStandardSchema } from '../tools/standard-schema.ts';
import { TOOL_TIMEOUT } from '../tools/tool.ts';
import type { LlmTool, LlmToolOptions, ToolCallScope } from './types.ts';

export interface ReadyTool {
  readonly name: string;
  readonly description: string;
  readonly parameters: JsonSchema;
  readonly check: Check;
  readonly timeoutMs: Ms;
  /** Undefined: whoever asked carries it out. */
  readonly run: ((input: unknown, scope: ToolCallScope) => unknown) | undefined;
}

/** The providers' own rule. */
const NAME = /^[A-Za-z0-9_-]{1,64}$/;

/** @throws ValidationError naming the tool. */
export function readyTools(
  tools: Readonly<Record<string, LlmTool>>,
  timeoutMs: Ms | undefined,
  clock: Clock,
): ReadonlyMap<string, ReadyTool> {
  return new Map(
    Object.entries(tools).map(([name, tool]) => {
      if (!NAME.test(name)) throw new ValidationError('tools', name, 'names have up to 64 letters, digits, _ and -');
      if (isHostTool(tool)) return [name, ofHost(name, tool, timeoutMs, clock)];
      if (typeof tool !== 'object' || tool === null) throw new ValidationError(`tools.${name}`, tool, 'is no tool');
      return [name, ofOptions(name, tool, timeoutMs ?? toMs(TOOL_TIMEOUT, 'toolTimeout'))];
    }),
  );
}

function ofHost(name: string, tool: HostTool, timeoutMs: Ms | undefined, clock: Clock): ReadyTool {
  const { description, parameters, input: check } = tool;
  if (tool.streaming) throw new ValidationError(`tools.${name}`, 'a streaming tool', 'has to have one result');
  const limit = timeoutMs ?? tool.timeoutMs;
  const run = async (input: unknown, { abortSignal: signal }: ToolCallScope): Promise<unknown> => {
    const deadline = clock.now() + limit;
    const timeRemaining = (): Ms => Math.max(0, deadline - clock.now());
    const context = { session: undefined, signal, deadline, timeRemaining, metadata: {}, caller: 'node' } as const;
    const checked = await tool.output(await tool.execute(input, context));
    if ('problem' in checked) throw new Error(checked.problem);
    return checked.value;
  };
  return { name, description, parameters, check, timeoutMs: limit, run };
}

function ofOptions(name: string, tool: LlmToolOptions, timeoutMs: Ms): ReadyTool {
  const schema = schemaOf(name, tool.inputSchema);
  const { description = '', execute } = tool;
  if (execute !== undefined && typeof execute !== 'function')
    throw new ValidationError(`tools.${name}.execute`, execute, 'is no function');
  const run =
    execute === undefined
      ? undefined
      : (input: unknown, scope: ToolCallScope) => execute.call(tool, input as never, scope as never);
  return {
    name,
    description,
    parameters: parametersOf(schema),
    check: schemaCheck(schema, 'arguments'),
    timeoutMs,
    run,
  };
}

/** The AI SDK's `jsonSchema()` holds a JSON Schema, and its schemas may be made when they are needed. */
function schemaOf(name: string, given: LlmToolOptions['inputSchema']): Schema | undefined {
  if (given === undefined || isStandardSchema(given)) return given;
  if (typeof given === 'function') return schemaOf(name, given() as object);
  if (typeof given !== 'object' || given === null)
    throw new ValidationError(`tools.${name}.inputSchema`, given, 'takes a JSON Schema or a Standard Schema');
  return 'jsonSchema' in given ? (given.jsonSchema as JsonSchema) : (given as JsonSchema);
}
