/** A question as Python asks it, in the words of a client. */
import type { Duration } from '../model/duration.ts';
import type { ToolContext } from '../tools/context.ts';
import type { AskArguments, CompleteArguments, ToolDefinition, ToolResultArgument } from './operations-arguments.ts';
import type { CompleteOptions, LlmTool, Message } from './types.ts';

/** Finds a host tool that the caller may call. @throws HostToolError `VIV_UNKNOWN_TOOL` */
export type HostToolFinder = (name: string, context: ToolContext) => LlmTool;

type Asked = AskArguments & Pick<CompleteArguments, 'prompt' | 'messages' | 'tool_results'>;

export function question(args: Asked, context: ToolContext, hostTool: HostToolFinder): CompleteOptions {
  const { prompt, messages, system, max_tokens: maxTokens, temperature, max_steps: maxSteps, timeout } = args;
  const { tools = [], host_tools: hostTools = [], tool_results: results = [] } = args;
  const said = results.length === 0 ? messages : [...(messages ?? []), toolMessage(results)];
  const all = Object.fromEntries([
    ...tools.map((definition) => [definition.name, undone(definition)] as const),
    ...hostTools.map((name) => [name, hostTool(name, context)] as const),
  ]);
  return defined<CompleteOptions>({
    signal: context.signal,
    prompt,
    messages: said,
    system,
    maxTokens,
    temperature,
    maxSteps,
    tools: Object.keys(all).length === 0 ? undefined : all,
    ...deadlineOf(timeout),
  });
}

/** Python's seconds. */
export function deadlineOf(seconds: number | undefined): { readonly deadline?: Duration } {
  return seconds === undefined ? {} : { deadline: seconds * 1_000 };
}

/** Python's None in an argument, or in what it holds, is as good as nothing. */
export function withoutNulls<Args>(args: object): Args {
  const entries = Object.entries(args).filter(([, value]) => value !== null);
  const mended = entries.map(([name, value]) => [name, name === 'config' ? withoutNulls(value as object) : value]);
  return Object.fromEntries(mended) as Args;
}

type Optional<T> = { readonly [Name in keyof T]?: T[Name] | undefined };

function defined<T extends object>(options: Optional<T>): T {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as T;
}

/** Without `execute`: whoever asked carries out its calls. */
function undone({ description, parameters }: ToolDefinition): LlmTool {
  return { description: description ?? '', ...(parameters == null ? {} : { inputSchema: parameters }) };
}

function toolMessage(results: readonly ToolResultArgument[]): Message {
  const content = results.map(({ id, name, result, is_error: isError }) => ({
    type: 'tool-result',
    toolCallId: id,
    toolName: name,
    output: isError === true ? { type: 'error-text', value: String(result) } : { type: 'json', value: result },
  }));
  return { role: 'tool', content };
}
