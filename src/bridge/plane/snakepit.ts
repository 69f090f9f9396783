/** `snakepit.bridge.BridgeService` over the runtime: sessions, and tools by name. */
import type { Clock } from '../../model/clock.ts';
import { snakepit } from '../generated/plane.js';
import { encodeAny } from './any.ts';
import { type Failure, failureOf } from './failure.ts';
import { invalid, Refusal } from './refusal.ts';
import { readCall, required } from './request.ts';
import { bidi, type Rpc, type Service, stream, unary } from './service.ts';
import { telemetry } from './telemetry.ts';
import { timestamp } from './timestamp.ts';
import { metadataOf, parametersOf } from './tool-spec.ts';
import type { PlaneCall, PlaneTool, SessionPlane } from './types.ts';

const pb = snakepit.bridge;
type ToolRequest = snakepit.bridge.ExecuteToolRequest | snakepit.bridge.ExecuteElixirToolRequest;
type ToolAnswer = snakepit.bridge.ExecuteToolResponse.$Properties;
type Chunk = snakepit.bridge.ToolChunk.$Properties;

const WHY_NOT =
  "RegisterTools is not served: a Python tool runs in a pool's worker, so put it into a pool's adapter; a tool of a session is registered in Node, session.tools.register()";

export function snakepitService(plane: SessionPlane, clock: Clock): Service {
  const now = () => timestamp(clock.wall());

  const open = async ({ sessionId, metadata }: snakepit.bridge.InitializeSessionRequest) => {
    required(sessionId, 'session_id');
    try {
      await plane.openSession(sessionId, metadata);
      const tools = await plane.tools(sessionId);
      return { success: true, availableTools: Object.fromEntries(tools.map((tool) => [tool.name, specOf(tool)])) };
    } catch (error) {
      return { success: false, errorMessage: failureOf(error).message };
    }
  };

  const find = async ({ sessionId }: snakepit.bridge.GetSessionRequest) => {
    const session = await plane.findSession(required(sessionId, 'session_id'));
    if (session === undefined) throw new Refusal('NOT_FOUND', `there is no session ${sessionId}`);
    const { metadata, createdAt } = session;
    const toolCount = (await plane.tools(sessionId)).length;
    return { sessionId, metadata, createdAt: timestamp(createdAt), toolCount };
  };

  const execute =
    (run: (call: PlaneCall) => Promise<unknown>, message: (failure: Failure) => string) =>
    async (request: ToolRequest, rpc: Rpc): Promise<ToolAnswer> => {
      const call = callOf(request, rpc);
      const start = clock.now();
      const outcome = await run(call)
        .then((value) => answerOf(value, call.tool))
        .catch((error: unknown) => {
          const failure = failureOf(error);
          return {
            success: false,
            errorMessage: message(failure),
            metadata: { ...failure.details, type: failure.type },
          };
        });
      return { ...outcome, executionTimeMs: Math.round(clock.now() - start) };
    };

  return {
    name: 'snakepit.bridge.BridgeService',
    methods: {
      Ping: unary(pb.PingRequest, pb.PingResponse, ({ message }) => ({
        message: `pong: ${message}`,
        serverTime: now(),
      })),
      InitializeSession: unary(pb.InitializeSessionRequest, pb.InitializeSessionResponse, open),
      CleanupSession: unary(pb.CleanupSessionRequest, pb.CleanupSessionResponse, async ({ sessionId, force }) => ({
        success: true,
        resourcesCleaned: await plane.closeSession(required(sessionId, 'session_id'), { force }),
      })),
      GetSession: unary(pb.GetSessionRequest, pb.GetSessionResponse, find),
      Heartbeat: unary(pb.HeartbeatRequest, pb.HeartbeatResponse, async ({ sessionId }) => ({
        serverTime: now(),
        sessionValid: await plane.touchSession(required(sessionId, 'session_id')),
      })),
      ExecuteTool: unary(
        pb.ExecuteToolRequest,
        pb.ExecuteToolResponse,
        execute((call) => plane.run(call), asPython),
      ),
      ExecuteStreamingTool: stream(pb.ExecuteToolRequest, pb.ToolChunk, (request, rpc) =>
        chunks(plane, callOf(request, rpc)),
      ),
      RegisterTools: unary(pb.RegisterToolsRequest, pb.RegisterToolsResponse, () => {
        throw new Refusal('UNIMPLEMENTED', WHY_NOT);
      }),
      GetExposedElixirTools: unary(
        pb.GetExposedElixirToolsRequest,
        pb.GetExposedElixirToolsResponse,
        async ({ sessionId }) => ({ tools: (await plane.tools(sessionId === '' ? undefined : sessionId)).map(specOf) }),
      ),
      ExecuteElixirTool: unary(
        pb.ExecuteElixirToolRequest,
        pb.ExecuteElixirToolResponse,
        execute(
          (call) => plane.runHostTool(call),
          ({ message }) => message,
        ),
      ),
      StreamTelemetry: bidi(pb.TelemetryControl, pb.TelemetryEvent, (controls, rpc) =>
        telemetry(plane, clock, controls, rpc.over),
      ),
    },
  };
}

function callOf(request: ToolRequest, rpc: Rpc): PlaneCall {
  const { timeout_ms: timeout = '0', ...metadata } = request.metadata;
  const timeoutMs = Number(timeout);
  if (!Number.isFinite(timeoutMs))
    throw invalid(`metadata.timeout_ms is ${JSON.stringify(timeout)}: expected a number`);
  const { sessionId: session, toolName: tool, parameters: kwargs } = request;
  const named = { toolField: 'tool_name', kwargsField: 'parameters', dialect: 'snakepit' } as const;
  const call = readCall({ session, tool, kwargs, metadata, timeoutMs, ...named }, rpc);
  const binary = 'binaryParameters' in request ? request.binaryParameters : {};
  return { ...call, args: { ...call.args, ...binary } };
}

function answerOf(value: unknown, tool: string): ToolAnswer {
  if (value instanceof Uint8Array) return { success: true, binaryResult: value };
  return { success: true, result: encodeAny(value ?? null, `${tool}()`) };
}

/** As a Python worker tells its host of an exception: JSON. */
function asPython(failure: Failure): string {
  const { type, message, details, stacktrace } = failure;
  return JSON.stringify({ type, message, stacktrace: stacktrace.split('\n'), traceback: stacktrace, context: details });
}

async function* chunks(plane: SessionPlane, call: PlaneCall): AsyncIterable<Chunk> {
  let count = 0;
  for await (const value of plane.stream(call))
    yield { chunkId: `${call.tool}-${count++}`, ...dataOf(value, call.tool) };
  yield { chunkId: `${call.tool}-${count}`, isFinal: true };
}

function dataOf(value: unknown, tool: string): Chunk {
  if (value instanceof Uint8Array) return { data: value, metadata: { encoding: 'binary' } };
  return { data: encodeAny(value ?? null, `${tool}()`).value, metadata: { encoding: 'json' } };
}

function specOf(tool: PlaneTool): snakepit.bridge.ToolSpec.$Properties {
  const { name, description, streaming } = tool;
  const parameters = parametersOf(tool).map(({ schema, defaultValue = null, ...parameter }) => ({
    ...parameter,
    defaultValue,
    validationJson: JSON.stringify(schema),
  }));
  return { name, description, parameters, metadata: metadataOf(tool), supportsStreaming: streaming };
}
