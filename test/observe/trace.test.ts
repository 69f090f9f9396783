/** Traces: one trace from Node through Python and back, with OpenTelemetry's real SDKs on both sides. */
import { SpanStatusCode, trace } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { tool } from '../../src/index.ts';
import { eventually } from '../support/eventually.ts';
import { running, type Service, stopServices } from '../support/service.ts';
import { type Sdk, startSdk } from './spans.ts';

interface PythonSpan {
  readonly name: string;
  readonly trace: string;
  readonly span: string;
  readonly parent: string | null;
  readonly status: 'UNSET' | 'OK' | 'ERROR';
  readonly tool: string | null;
}

afterEach(stopServices);

const swallow = (): void => {};
const idOf = (span: ReadableSpan | undefined): string | undefined => span?.spanContext().spanId;

/** Runs code as a service does in a request's span. */
function inRequest<T>(code: () => Promise<T>): Promise<T> {
  return trace.getTracer('service').startActiveSpan('request', (span) => code().finally(() => span.end()));
}

/** What Python has made of the calls before. */
const inPython = async ({ pool }: Service): Promise<PythonSpan[]> => {
  const spans = (await pool.call('spans', {})) as PythonSpan[];
  return spans.filter((span) => span.tool !== 'spans');
};

const lookUp = tool({ description: 'Looks something up', execute: () => 'found' });

test('while no SDK is registered nothing is sent along, and calls are as they are', async () => {
  const { pool } = await running('traced');
  const metadata = await pool.call('metadata', {}, { metadata: { mine: 1 } });
  expect(metadata).toEqual({ mine: 1, correlation_id: 'ml/1' });
});

describe('with an SDK,', () => {
  let sdk: Sdk;

  beforeAll(() => {
    sdk = startSdk();
  });

  afterEach(() => sdk.forget());

  test('a call is a span in the trace of the code that makes it, and Python goes on in it', async () => {
    const made = await running('traced');
    await inRequest(() => made.pool.call('work', {}));
    const [request] = sdk.spans('request');
    const [call] = sdk.spans('vivarium.call');
    const [queue] = sdk.spans('vivarium.queue');
    expect(call?.parentSpanContext?.spanId).toBe(idOf(request));
    expect(queue?.parentSpanContext?.spanId).toBe(idOf(call));
    expect(call?.attributes).toMatchObject({
      'vivarium.pool': 'ml',
      'vivarium.tool': 'work',
      'vivarium.worker': 'worker:ml/1',
      'vivarium.outcome': 'ok',
    });
    const [own, execute] = await inPython(made);
    expect(execute).toMatchObject({ name: 'worker.execute', parent: idOf(call), trace: call?.spanContext().traceId });
    expect(own).toMatchObject({ name: 'own work', parent: execute?.span, trace: execute?.trace });
  });

  test.each(['ask', 'ask_async'])(
    'a call of %s, which asks the host, is one trace: Node, Python, Node',
    async (asking) => {
      const made = await running('traced');
      made.runtime.tools.register(
        'look_up',
        tool({
          description: 'Calls a worker again',
          execute: () => trace.getTracer('service').startActiveSpan('own code', (span) => span.end()),
        }),
      );
      await inRequest(() => made.pool.call(asking, { name: 'look_up' }));
      const [call] = sdk.spans('vivarium.call');
      const [execute] = await inPython(made);
      const [host] = sdk.spans('vivarium.host_tool');
      const [own] = sdk.spans('own code');
      expect(execute?.parent).toBe(idOf(call));
      expect(host?.parentSpanContext?.spanId).toBe(execute?.span);
      expect(own?.parentSpanContext?.spanId).toBe(idOf(host));
      const traces = [call, host, own].map((span) => span?.spanContext().traceId);
      expect(new Set([...traces, execute?.trace]).size).toBe(1);
    },
  );

  test('a call whose Python has no OpenTelemetry is the parent of the host tools that are called in it', async () => {
    const made = await running('no_opentelemetry');
    made.runtime.tools.register('look_up', lookUp);
    await inRequest(() => made.pool.call('ask', { name: 'look_up' }));
    const [host] = sdk.spans('vivarium.host_tool');
    expect(host?.parentSpanContext?.spanId).toBe(idOf(sdk.spans('vivarium.call')[0]));
  });

  test('a call that fails says so on both sides, with its code', async () => {
    const made = await running('traced');
    await made.pool.call('fail', {}).catch(swallow);
    await made.pool.call('no_such_tool', {}).catch(swallow);
    const [failed, refused] = sdk.spans('vivarium.call');
    expect(failed).toMatchObject({ status: { code: SpanStatusCode.ERROR } });
    expect(failed?.attributes['vivarium.outcome']).toBe('VIV_TOOL_FAILED');
    expect(refused?.attributes['vivarium.outcome']).toBe('VIV_UNKNOWN_TOOL');
    expect(await inPython(made)).toMatchObject([{ name: 'worker.execute', status: 'ERROR' }]);
  });

  test('a call that streams is one span from the call to the end, in Python too', async () => {
    const made = await running('traced');
    for await (const _ of made.pool.stream('count', { to: 3 })) await Promise.resolve();
    const [call] = sdk.spans('vivarium.call');
    expect(call?.attributes).toMatchObject({ 'vivarium.streaming': true, 'vivarium.outcome': 'ok' });
    const spans = await inPython(made);
    const execute = spans.find(({ name }) => name === 'worker.execute');
    expect(execute?.parent).toBe(idOf(call));
    expect(spans.filter(({ name }) => name === 'own chunk').map(({ parent }) => parent)).toEqual(
      Array.from({ length: 3 }, () => execute?.span),
    );
  });

  describe("a line of Python's logging has the trace and the span it was written in:", () => {
    const written = async ({ log }: Service, text: string) => {
      const line = await eventually(() => log.find(({ message }) => message === text));
      return { trace: line?.facts['trace_id'], span: line?.facts['span_id'] };
    };

    test('that of Python, where it has OpenTelemetry', async () => {
      const made = await running('traced');
      await inRequest(() => made.pool.call('log', {}));
      const [own, execute] = await inPython(made);
      const trace = sdk.spans('vivarium.call')[0]?.spanContext().traceId;
      expect(await written(made, 'in the tool')).toEqual({ trace, span: execute?.span });
      expect(await written(made, 'in a span of its own')).toEqual({ trace, span: own?.span });
    });

    test('that of the call, where it has not', async () => {
      const made = await running('no_opentelemetry');
      await inRequest(() => made.pool.call('log', {}));
      const call = sdk.spans('vivarium.call')[0]?.spanContext();
      expect(await written(made, 'in the tool')).toEqual({ trace: call?.traceId, span: call?.spanId });
    });
  });

  test('a restart is a trace of its own, with a link to the call that the crash took', async () => {
    const made = await running('traced');
    await inRequest(() => made.pool.call('die', {})).catch(swallow);
    const restart = await eventually(() => sdk.spans('vivarium.restart')[0]);
    const [call] = sdk.spans('vivarium.call');
    expect(restart?.parentSpanContext).toBeUndefined();
    expect(restart?.spanContext().traceId).not.toBe(call?.spanContext().traceId);
    expect(restart?.links.map(({ context }) => context.spanId)).toEqual([idOf(call)]);
    expect(restart?.attributes).toMatchObject({ 'vivarium.worker': 'worker:ml/1', 'vivarium.outcome': 'ok' });
  });
});
