/** `dspex.bridge.SnakepitBridge` over the runtime: sessions, and what concerns the whole host. */
import type { Clock } from '../../model/clock.ts';
import { dspex } from '../generated/plane.js';
import { dspexToolMethods, errorOf, specOf } from './dspex-tools.ts';
import { dspexVariableMethods } from './dspex-variables.ts';
import type { Meter } from './meter.ts';
import { Refusal } from './refusal.ts';
import { required } from './request.ts';
import { type Service, unary } from './service.ts';
import { timestamp } from './timestamp.ts';
import type { SessionPlane } from './types.ts';

const pb = dspex.bridge;
const { ServingStatus } = pb.HealthCheckResponse;
type Metrics = dspex.bridge.MetricsResponse.$Properties;

const CAPABILITIES = ['streaming', 'variables', 'batch'];
/** What the seed's client asks after: all of it. */
const WHOLE = new Set(['', 'tool_bridge']);

export function dspexService(plane: SessionPlane, clock: Clock, meter: Meter): Service {
  const open = async ({ sessionId, metadata }: dspex.bridge.InitializeSessionRequest) => {
    required(sessionId, 'session_id');
    try {
      await plane.openSession(sessionId, metadata);
      return { success: true, toolCount: (await plane.tools(sessionId)).length, capabilities: CAPABILITIES };
    } catch (error) {
      return { success: false, error: errorOf(error, clock) };
    }
  };

  const close = async ({ sessionId, force }: dspex.bridge.CleanupSessionRequest) => {
    required(sessionId, 'session_id');
    try {
      const count = await plane.closeSession(sessionId, { force });
      return {
        success: true,
        message: count === 0 ? `there was no session ${sessionId}` : `session ${sessionId} closed`,
      };
    } catch (error) {
      const info = errorOf(error, clock);
      return { success: false, message: info.message, error: info };
    }
  };

  const info = async ({ sessionId }: dspex.bridge.GetSessionInfoRequest) => {
    const session = await plane.findSession(required(sessionId, 'session_id'));
    if (session === undefined) throw new Refusal('NOT_FOUND', `there is no session ${sessionId}`);
    return {
      sessionId,
      metadata: session.metadata,
      createdAt: timestamp(session.createdAt),
      lastActivity: timestamp(session.lastUsedAt),
      toolCount: (await plane.tools(sessionId)).length,
      variableCount: session.variables,
      activeOperations: session.inFlight,
    };
  };

  const health = ({ service }: dspex.bridge.HealthCheckRequest) => {
    const status = plane.health.get(WHOLE.has(service) ? '' : service);
    const pools = [...plane.health.services()].filter(([name]) => name.startsWith('pool:'));
    return {
      status: ServingStatus[status ?? 'UNKNOWN'],
      dependencies: Object.fromEntries(pools.map(([name, each]) => [name, ServingStatus[each]])),
    };
  };

  return {
    name: 'dspex.bridge.SnakepitBridge',
    methods: {
      InitializeSession: unary(pb.InitializeSessionRequest, pb.InitializeSessionResponse, open),
      CleanupSession: unary(pb.CleanupSessionRequest, pb.StatusResponse, close),
      GetSessionInfo: unary(pb.GetSessionInfoRequest, pb.SessionInfo, info),
      GetSessionTools: unary(pb.GetSessionToolsRequest, pb.GetSessionToolsResponse, async ({ sessionId }) => ({
        tools: (await plane.tools(sessionId === '' ? undefined : sessionId)).map(specOf),
      })),
      ...dspexToolMethods(plane, clock),
      ...dspexVariableMethods(plane, clock),
      HealthCheck: unary(pb.HealthCheckRequest, pb.HealthCheckResponse, health),
      GetMetrics: unary(pb.GetMetricsRequest, pb.MetricsResponse, ({ metricNames }) =>
        metricsOf(plane, meter, new Set(metricNames)),
      ),
    },
  };
}

/** Those of the runtime, and those of the plane itself. */
function metricsOf(plane: SessionPlane, meter: Meter, names: ReadonlySet<string>): Metrics {
  const numbers = Object.entries({ ...plane.metrics(), ...meter.numbers() }).map(
    ([name, value]) => [name, Number.isSafeInteger(value) ? { integerValue: value } : { doubleValue: value }] as const,
  );
  const all = [...numbers, ['rpc_duration_ms', { histogram: meter.durations() }] as const];
  return { metrics: Object.fromEntries(all.filter(([name]) => names.size === 0 || names.has(name))) };
}
