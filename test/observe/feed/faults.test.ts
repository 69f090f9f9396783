/** Faults at the push of a button: made by an observer of a runtime in which they can be made, seen, and ended again. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pool, type Runtime } from '../../../src/index.ts';
import { OFFERED_FAULTS } from '../../../src/observe/feed/commands.ts';
import type { Observation } from '../../../src/observe/feed/observation.ts';
import { createFaultyRuntime } from '../../../src/testing/index.ts';
import { eventually } from '../../support/eventually.ts';
import { python } from '../../support/python.ts';

const worker = 'worker:ml/1';
const adapter = new URL('../../fixtures/adapters/stubborn.py', import.meta.url).pathname;
let runtime: Runtime;
let observation: Observation;

beforeEach(async () => {
  const ml = pool({ adapter, python: python(), size: 1, intensity: 10, backoff: false, heartbeat: { idle: '50ms' } });
  runtime = createFaultyRuntime({ logger: { debug() {}, info() {}, warn() {}, error() {} }, pools: { ml } });
  await runtime.start();
  observation = runtime.observe();
});
afterEach(async () => {
  observation.close();
  await runtime.stop({ grace: 0 });
});

const act = (command: Parameters<Observation['actions']['act']>[0]) => observation.actions.act(command, 'a test');
const inForce = () => observation.snapshot().faults;
const made = () => runtime.journal().filter(({ type }) => type === 'fault');

test('a delay is in force until it is undone', async () => {
  act({ do: 'delay', target: worker, count: 1_000, ms: 60_000 });
  const [fault] = inForce();
  expect(fault).toMatchObject({ kind: 'delay_frames', target: 'worker:ml/1#1' });
  expect(act({ do: 'undo', fault: fault?.id ?? 0 }).done).toContain('is rid of the fault delay_frames');
  expect(inForce()).toEqual([]);
});

test.each(OFFERED_FAULTS)('%s is made, told in the journal with who asked, and shown', (kind) => {
  const target = kind === 'fail_starts' ? 'pool:ml' : worker;
  expect(act({ do: 'fault', target, kind }).done).toBe(`${target} has the fault ${kind}`);
  expect(made()).toMatchObject([{ says: expect.stringContaining(kind) }]);
  expect(runtime.journal().find(({ type }) => type === 'action')?.says).toContain('asked for by a test');
});

test('frames that are dropped are calls that are never answered', async () => {
  act({ do: 'fault', target: worker, kind: 'drop_frames' });
  await expect(runtime.pool('ml').call('add', { a: 1, b: 1 }, { timeout: '300ms' })).rejects.toMatchObject({
    code: 'VIV_CALL_TIMEOUT',
  });
});

test('a start that fails is a crash more, and the start after it serves', async () => {
  act({ do: 'fault', target: 'pool:ml', kind: 'fail_starts' });
  act({ do: 'kill', target: worker });
  await eventually(() => runtime.crashes().length === 2);
  await eventually(() => runtime.pool('ml').workers()[0]?.accepting === true);
});
