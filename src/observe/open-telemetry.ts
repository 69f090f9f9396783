/**
 * The API of OpenTelemetry where the service has it installed, and nothing where not. The API alone does nothing: it is
 * the service's SDK that makes spans of what is told to it.
 */
import { createRequire } from 'node:module';
import type { ProxyTracerProvider, Span, Tracer } from '@opentelemetry/api';
import { isVivariumError } from '../model/errors.ts';

export type Api = typeof import('@opentelemetry/api');

export interface OpenTelemetry {
  readonly api: Api;
  readonly tracer: Tracer;
}

let loaded: OpenTelemetry | null | undefined;
let registered = false;

/** Looked for when the first call is made. Null where it is not installed, and until there is an SDK: then a call costs nothing. */
export function openTelemetry(): OpenTelemetry | null {
  if (loaded === undefined) loaded = load();
  if (loaded === null) return null;
  registered ||= hasSdk(loaded.api);
  return registered ? loaded : null;
}

function load(): OpenTelemetry | null {
  try {
    const api = createRequire(import.meta.url)('@opentelemetry/api') as Api;
    return { api, tracer: api.trace.getTracer('vivarium') };
  } catch {
    return null;
  }
}

/** The API's own provider stands in for that of an SDK until one is registered. */
function hasSdk({ trace }: Api): boolean {
  const provider = trace.getTracerProvider();
  return (
    !('getDelegateTracer' in provider) || (provider as ProxyTracerProvider).getDelegateTracer('vivarium') !== undefined
  );
}

/** Ends a span with how its call ended: `ok`, an error's code, or `other`. */
export function endSpan({ api }: OpenTelemetry, span: Span, error: unknown): void {
  if (error !== undefined) {
    const exception = error instanceof Error ? error : String(error);
    span.recordException(exception);
    span.setStatus({
      code: api.SpanStatusCode.ERROR,
      message: exception instanceof Error ? exception.message : exception,
    });
  }
  span.setAttribute('vivarium.outcome', error === undefined ? 'ok' : isVivariumError(error) ? error.code : 'other');
  span.end();
}
