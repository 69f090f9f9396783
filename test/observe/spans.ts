/** OpenTelemetry's real SDK with spans kept in memory, registered as a service would: once in a process. */
import { InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';

export interface Sdk {
  /** Those that have ended, oldest first. */
  spans(name?: string): ReadableSpan[];
  forget(): void;
}

export function startSdk(): Sdk {
  const exporter = new InMemorySpanExporter();
  const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  provider.register();
  return {
    spans: (name) => exporter.getFinishedSpans().filter((span) => name === undefined || span.name === name),
    forget: () => exporter.reset(),
  };
}
