/**
 * Spans of calls: `vivarium.call` from the call to its end, in it `vivarium.queue` until it is sent. Their context goes
 * with the call, and with what Python asks of the host. No span is begun where no SDK is at work.
 */
import type { Context } from '@opentelemetry/api';
import type { BegunCall, CallWatch } from '../pool/watch.ts';
import type { BegunTool, ToolWatch } from '../tools/watch.ts';
import { endSpan, type OpenTelemetry, openTelemetry } from './open-telemetry.ts';
import type { RestartTrace } from './restart-trace.ts';

export function traceCall(call: BegunCall, restarts: RestartTrace): CallWatch | undefined {
  const telemetry = openTelemetry();
  if (telemetry === null) return undefined;
  const { api, tracer } = telemetry;
  const attributes = { ...attributesOf(call), 'vivarium.pool': call.pool, 'vivarium.streaming': call.streaming };
  const here = api.context.active();
  const span = tracer.startSpan('vivarium.call', { kind: api.SpanKind.CLIENT, attributes }, here);
  if (!api.isSpanContextValid(span.spanContext())) return undefined;
  const within = api.trace.setSpan(here, span);
  const queue = tracer.startSpan('vivarium.queue', {}, within);
  return {
    carrier: carrierOf(telemetry, within),
    sent({ worker, incarnation }) {
      queue.end();
      span.setAttributes({ 'vivarium.worker': worker, 'vivarium.incarnation': incarnation });
    },
    ended(error) {
      if (queue.isRecording()) queue.end();
      restarts.failed(error, span.spanContext());
      endSpan(telemetry, span, error);
    },
  };
}

/** A host tool as a child of the Python span that called it, or of the span in whose code it was called. */
export function traceTool(call: BegunTool): ToolWatch | undefined {
  const telemetry = openTelemetry();
  if (telemetry === null) return undefined;
  const { api, tracer } = telemetry;
  const { carrier } = call;
  const parent = carrier === undefined ? api.context.active() : api.propagation.extract(api.ROOT_CONTEXT, carrier);
  const options = { kind: api.SpanKind.SERVER, attributes: attributesOf(call) };
  const span = tracer.startSpan('vivarium.host_tool', options, parent);
  if (!api.isSpanContextValid(span.spanContext())) return undefined;
  const within = api.trace.setSpan(parent, span);
  return {
    run: (code) => api.context.with(within, code),
    ended: (error) => endSpan(telemetry, span, error),
  };
}

function attributesOf({ tool, session }: BegunTool | BegunCall): Record<string, string> {
  return { 'vivarium.tool': tool, ...(session === undefined ? {} : { 'vivarium.session': session }) };
}

function carrierOf({ api }: OpenTelemetry, context: Context): Record<string, string> {
  const carrier: Record<string, string> = {};
  api.propagation.inject(context, carrier);
  return carrier;
}
