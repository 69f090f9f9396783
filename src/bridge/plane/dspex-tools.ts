/** The tool methods of `dspex.bridge.SnakepitBridge`: one call, a stream, a batch. */
import type { Clock, Ms } from '../../model/clock.ts';
import { dspex } from '../generated/plane.js';
import { encodeAny } from './any.ts';
import { runBatch } from './batch.ts';
import { failureOf } from './failure.ts';
import { readCall } from './request.ts';
import { type Method, type Rpc, stream, unary } from './service.ts';
import { timestamp } from './timestamp.ts';
import { metadataOf, parametersOf, TYPE_NAMES } from './tool-spec.ts';
import type { PlaneCall, PlaneTool, SessionPlane } from './types.ts';

const pb = dspex.bridge;
type ErrorInfo = dspex.bridge.ErrorInfo.$Properties & { message: string };
type Chunk = dspex.bridge.ToolStreamChunk.$Properties;

export function dspexToolMethods(plane: SessionPlane, clock: Clock): Readonly<Record<string, Method>> {
  return {
    ExecuteTool: unary(pb.ToolCallRequest, pb.ToolCallResponse, async (request, rpc) => {
      const call = callOf(request.sessionId, request, rpc, request.timeoutMs, request.context);
      return { ...(await execute(plane, clock, call)), requestId: request.requestId };
    }),
    StreamTool: stream(pb.ToolStreamRequest, pb.ToolStreamChunk, (request, rpc) =>
      chunks(plane, clock, callOf(request.sessionId, request, rpc), request.streamId),
    ),
    BatchExecuteTools: unary(pb.BatchToolCallRequest, pb.BatchToolCallResponse, async (request, rpc) => {
      const { sessionId, batchId } = request;
      const items = request.items as dspex.bridge.ToolCallItem[];
      const calls = items.map((item) => callOf(sessionId, item, rpc));
      const { results, metrics } = await runBatch(calls, request.config ?? {}, clock, (call) =>
        execute(plane, clock, call),
      );
      const indexed = results.map((result, at) => ({ ...result, index: items[at]?.index ?? at }));
      return { batchId, results: indexed, metrics };
    }),
  };
}

/** How one call ended, in the fields that an answer and a batch's result share. */
export interface Outcome {
  readonly success: boolean;
  readonly result?: { type_url: string; value: Uint8Array };
  readonly error?: ErrorInfo;
  readonly metrics: { readonly durationMs: number };
}

async function execute(plane: SessionPlane, clock: Clock, call: PlaneCall): Promise<Outcome> {
  const start = clock.now();
  try {
    const result = encodeAny((await plane.run(call)) ?? null, `${call.tool}()`);
    return { success: true, result, metrics: since(start, clock) };
  } catch (error) {
    return { success: false, error: errorOf(error, clock), metrics: since(start, clock) };
  }
}

async function* chunks(plane: SessionPlane, clock: Clock, call: PlaneCall, streamId: string): AsyncIterable<Chunk> {
  const start = clock.now();
  let sequence = 0;
  try {
    for await (const value of plane.stream(call)) {
      yield { streamId, sequence, data: encodeAny(value ?? null, `${call.tool}()`) };
      sequence++;
    }
  } catch (error) {
    yield { streamId, sequence, error: errorOf(error, clock) };
    return;
  }
  yield { streamId, sequence, complete: { totalChunks: sequence, metrics: since(start, clock) } };
}

interface CallRequest {
  readonly toolId: string;
  readonly args: dspex.bridge.ToolCallRequest['args'];
  readonly kwargs: dspex.bridge.ToolCallRequest['kwargs'];
}

function callOf(
  session: string,
  { toolId: tool, args, kwargs }: CallRequest,
  rpc: Rpc,
  timeoutMs: Ms = 0,
  metadata: Readonly<Record<string, string>> = {},
): PlaneCall {
  const named = { toolField: 'tool_id', kwargsField: 'kwargs', dialect: 'dspex' } as const;
  return readCall({ session, tool, args, kwargs, metadata, timeoutMs, ...named }, rpc);
}

/** @throws the error when it is no tool's failure and has to end the RPC */
export function errorOf(error: unknown, clock: Clock): ErrorInfo {
  const { type, message, details, stacktrace } = failureOf(error);
  return { type, message, details, stacktrace, timestamp: timestamp(clock.wall()) };
}

export function specOf(tool: PlaneTool): dspex.bridge.ToolSpec.$Properties {
  const { name, description, streaming } = tool;
  const args = parametersOf(tool).map(({ schema, type, defaultValue = null, ...parameter }) => ({
    name: parameter.name,
    description: parameter.description,
    required: parameter.required,
    pythonType: TYPE_NAMES[type].python,
    elixirType: TYPE_NAMES[type].elixir,
    defaultValue,
    allowedValues: Array.isArray(schema['enum']) ? schema['enum'].map(String) : [],
  }));
  const type = streaming ? pb.ToolType.STREAMING : pb.ToolType.STANDARD;
  return { toolId: name, name, description, type, arguments: args, metadata: metadataOf(tool) };
}

function since(start: Ms, clock: Clock): { durationMs: number } {
  return { durationMs: Math.round(clock.now() - start) };
}
