/** A module of tools that were registered for models, called from Node. */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRuntime, type Runtime } from '../../src/index.ts';
import { python } from '../support/python.ts';

const adapter = fileURLToPath(new URL('../fixtures/adapters/my_tools.py', import.meta.url));
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
let runtime: Runtime;

beforeAll(async () => {
  runtime = createRuntime({ pools: { tools: { adapter, python: python() } }, logger: quiet }) as Runtime;
  await runtime.start();
});
afterAll(() => runtime?.stop({ grace: 0 }));

const call = (name: string, args: Record<string, unknown>) => runtime.pool('tools').call(name, args);

test('what is registered is called, null where None may be, and nothing else is a tool', async () => {
  expect(await call('double', { n: 5, label: null })).toEqual({ label: null, result: 10 });
  expect(await call('wait', { seconds: 0 })).toBe('waited');
  await expect(call('helper', {})).rejects.toMatchObject({ code: 'VIV_UNKNOWN_TOOL' });
});

test('arguments are held against the registered schema', async () => {
  await expect(call('double', { n: 'five' })).rejects.toMatchObject({ code: 'VIV_BAD_ARGUMENTS' });
  await expect(call('double', { n: 1, more: 2 })).rejects.toMatchObject({ code: 'VIV_BAD_ARGUMENTS' });
});

test('the timeout of a tool ends its call', async () => {
  await expect(call('wait', { seconds: 30 })).rejects.toThrow("Tool 'wait' took longer than its timeout of 0.1 s");
});

test('a tool that is switched off in Python refuses calls from Node', async () => {
  expect(await call('switch_off', { name: 'double' })).toBe(true);
  await expect(call('double', { n: 5 })).rejects.toThrow("Tool 'double' is disabled");
});
