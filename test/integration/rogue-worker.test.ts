/** A worker that sends what it may not: its lane closes with the reason, and nobody else notices. */
import { afterEach, expect, test } from 'vitest';
import { Kind } from '../../src/bridge/kind.ts';
import { tool } from '../../src/index.ts';
import { eventually } from '../support/eventually.ts';
import { running, stopServices } from '../support/service.ts';

afterEach(stopServices);

const FIRST = 2 ** 31;
const junk = new Uint8Array([0xc1, 0xff, 0x93]);

test.each<[string, Record<string, unknown>, string]>([
  [
    'a call with one of the host’s numbers',
    { kind: Kind.CALL, call: 77, tool: 'x' },
    "CALL for call 77, which is the host's own",
  ],
  ['a cancel of the host’s call', { kind: Kind.CANCEL, call: 1 }, "CANCEL for call 1, which is the host's own"],
  ['a WELCOME', { kind: Kind.WELCOME, call: 0 }, "WELCOME for call 0, which is the host's own"],
  [
    'an answer to its own call',
    { kind: Kind.RESULT, call: FIRST },
    "RESULT for call 2147483648, which is the worker's own",
  ],
  [
    'arguments that are a list',
    { kind: Kind.CALL, call: FIRST, body: [1], tool: 'x' },
    'the body of CALL 2147483648 is a map, not array of 1',
  ],
  [
    'arguments that are no value',
    { kind: Kind.OPEN, call: FIRST, raw: junk, tool: 'x' },
    'byte 0xc1 begins no MessagePack value',
  ],
  [
    'a parent that is no number',
    { kind: Kind.CALL, call: FIRST, body: {}, meta: { call: 'me' }, tool: 'x' },
    '`meta.call` is no number',
  ],
  ['a log record that is no value', { kind: Kind.LOG, call: 0, raw: junk }, 'byte 0xc1 begins no MessagePack value'],
  ['an event that is no value', { kind: Kind.EVENT, call: 0, raw: junk }, 'byte 0xc1 begins no MessagePack value'],
])('%s ends the worker that sent it, and the next one serves', async (_, frame, why) => {
  const { pool, crashes } = await running('rogue', { concurrency: 2 });
  await pool.call('say', frame).catch(() => {});
  const crash = await eventually(() => crashes[0]);
  expect(crash?.message).toContain(why);
  expect(await eventually(() => pool.call('hello', {}))).toBe('hello');
});

test('a number that is open already is a broken rule, too', async () => {
  const { pool, runtime, crashes } = await running('rogue');
  const never = tool({ description: 'x', execute: () => new Promise(() => {}) });
  runtime.tools.register('never', never);
  const frame = { kind: Kind.CALL, call: FIRST, body: {}, tool: 'never' };
  await pool.call('say', frame);
  await pool.call('say', frame).catch(() => {});
  expect((await eventually(() => crashes[0]))?.message).toContain('CALL with the number 2147483648 of an open call');
});

test('cancels and credits of what is over are no news', async () => {
  const { pool, crashes } = await running('rogue');
  for (const kind of [Kind.CANCEL, Kind.CREDIT]) await pool.call('say', { kind, call: FIRST + 9, number: 3 });
  expect(await pool.call('hello', {})).toBe('hello');
  expect(crashes).toEqual([]);
});

test('a call on behalf of one that is over is refused, and no other session is reached by it', async () => {
  const seen: unknown[] = [];
  const { pool, runtime, crashes } = await running('rogue');
  runtime.tools.register('look', tool({ description: 'x', execute: (_, context) => seen.push(context) }));
  const frame = { kind: Kind.CALL, call: FIRST, body: {}, tool: 'look' };
  await pool.call('say', { ...frame, meta: { call: 12_345 } });
  await pool.call('say', { ...frame, call: FIRST + 1, meta: { call: 0 } });
  await eventually(() => seen.length === 1);
  expect(seen).toMatchObject([{ session: undefined, caller: { call: 0, tool: '' } }]);
  expect(crashes).toEqual([]);
});

test('log records and events reach the host with where they come from, whatever shape they have', async () => {
  const { pool, runtime, log } = await running('rogue');
  const events: unknown[] = [];
  runtime.on('telemetry', (event) => events.push(event));
  const record = { level: 'warning', logger: 'my.adapter', message: 'careful', fields: { n: 1 }, traceback: 'T' };
  await pool.call('say', { kind: Kind.LOG, call: 1, body: record }, { metadata: { correlation_id: 'c-1' } });
  await pool.call('say', { kind: Kind.LOG, call: 0, body: { level: 'loud', message: 'odd' } });
  const event = { event: 'a.b', measurements: { ms: 2 }, metadata: { k: 'v' }, correlation_id: 'c-2' };
  await pool.call('say', { kind: Kind.EVENT, call: 3, body: event });
  await pool.call('say', { kind: Kind.EVENT, call: 0, body: 7 });
  await eventually(() => events.length === 2);
  const worker = { worker: 'worker:ml/1', incarnation: 1 };
  const origin = { pool: 'ml', ...worker };
  expect(events).toMatchObject([
    {
      ...origin,
      call: 3,
      tool: 'say',
      event: 'a.b',
      measurements: { ms: 2 },
      metadata: { k: 'v' },
      correlationId: 'c-2',
    },
    { ...origin, call: undefined, event: '', measurements: {}, metadata: {} },
  ]);
  expect(log.filter(({ message }) => ['careful', 'odd'].includes(message))).toMatchObject([
    {
      level: 'warn',
      facts: { ...worker, n: 1, logger: 'my.adapter', traceback: 'T', call: 1, tool: 'say', correlation_id: 'c-1' },
    },
    { level: 'info', message: 'odd' },
  ]);
});
