/** A set of tools as an MCP server: listed with their schemas, called with progress, cancelled when the client says so. */
import type { Log } from '../model/log.ts';
import { version } from '../python/index.ts';
import type { ModelTool, ToolSet } from '../tools/tool-set.ts';
import type { Sdk, Server } from './sdk.ts';

/** Asked anew for each request: tools may come and go. */
export type Tools = () => ToolSet;

/** What one call says to its client before its result. */
interface Scope {
  readonly signal: AbortSignal;
  readonly progress: ((sofar: number, message: string) => Promise<void>) | undefined;
}

export interface CallResult {
  readonly [name: string]: unknown;
  content: { type: 'text'; text: string }[];
  structuredContent?: Record<string, unknown>;
  isError?: boolean;
}

/** One client's server. */
export function mcpServer(sdk: Sdk, tools: Tools, log: Log): Server {
  const server = new sdk.Server({ name: 'vivarium', version: version() }, { capabilities: { tools: {} } });
  server.onerror = (err) => log.warn({ err }, 'mcp: a message could not be handled');
  server.setRequestHandler(sdk.ListToolsRequestSchema, () => ({
    tools: Object.entries(tools()).map(([name, { description, inputSchema }]) => ({
      name,
      description,
      inputSchema: { ...inputSchema['~standard'].jsonSchema.input(), type: 'object' as const },
    })),
  }));
  server.setRequestHandler(sdk.CallToolRequestSchema, async ({ params }, { signal, sendNotification, _meta }) => {
    const tool = tools()[params.name];
    if (tool === undefined) return failed(`there is no tool ${params.name}: ${Object.keys(tools()).join(', ')}`);
    const progressToken = _meta?.progressToken;
    const progress =
      progressToken === undefined
        ? undefined
        : (sofar: number, message: string) =>
            sendNotification({ method: 'notifications/progress', params: { progressToken, progress: sofar, message } });
    return carryOut(tool, params.arguments ?? {}, { signal, progress });
  });
  return server;
}

/** A tool that fails is a result that says so: the model may know what to do. */
async function carryOut(tool: ModelTool, args: Record<string, unknown>, scope: Scope): Promise<CallResult> {
  try {
    const checked = await tool.inputSchema['~standard'].validate(args);
    if (checked.issues !== undefined) return failed(checked.issues.map(({ message }) => message).join('; '));
    const result = tool.execute(checked.value, { abortSignal: scope.signal });
    return resultOf(Symbol.asyncIterator in result ? await last(result, scope) : await result);
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

/** Each chunk is progress. */
async function last(growing: AsyncIterable<unknown[]>, { progress }: Scope): Promise<unknown[]> {
  let all: unknown[] = [];
  for await (all of growing) await progress?.(all.length, textOf(all.at(-1)));
  return all;
}

/** Structured where it is an object, which is all that the protocol has a place for. */
function resultOf(value: unknown): CallResult {
  const text: CallResult = { content: [{ type: 'text', text: textOf(value) }] };
  return isRecord(value) ? { ...text, structuredContent: value } : text;
}

const failed = (message: string): CallResult => ({ content: [{ type: 'text', text: message }], isError: true });

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? null));

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
