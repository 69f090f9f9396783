/** What tracing costs where nobody traces: nothing is begun, and what is missing is looked for once. */
import { createRequire } from 'node:module';
import { trace } from '@opentelemetry/api';
import { beforeEach, expect, test, vi } from 'vitest';
import { startSdk } from './spans.ts';

vi.mock('node:module', async (original) => {
  const real = await original<typeof import('node:module')>();
  return { ...real, createRequire: vi.fn(real.createRequire) };
});

beforeEach(() => {
  vi.resetModules();
  trace.disable();
});

const aCopy = () => import('../../src/observe/open-telemetry.ts');

test('OpenTelemetry is there once an SDK is registered, not before', async () => {
  const { openTelemetry } = await aCopy();
  expect(openTelemetry()).toBeNull();
  startSdk();
  expect(openTelemetry()).not.toBeNull();
});

test('where OpenTelemetry is not installed, it is looked for once and not at each call', async () => {
  const looking = vi.fn(() => {
    throw new Error('Cannot find module');
  });
  vi.mocked(createRequire).mockImplementation(() => looking as never);
  const { openTelemetry } = await aCopy();
  expect([openTelemetry(), openTelemetry(), openTelemetry()]).toEqual([null, null, null]);
  expect(looking).toHaveBeenCalledTimes(1);
});
