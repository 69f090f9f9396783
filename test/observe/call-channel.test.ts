/** `diagnostics_channel`: whoever subscribes to `vivarium:call` hears each call from its beginning to its end. */
import { tracingChannel } from 'node:diagnostics_channel';
import { afterEach, expect, test } from 'vitest';
import { ToolFailed } from '../../src/index.ts';
import { CALL_CHANNEL, type CallMessage, channelWatch } from '../../src/observe/call-channel.ts';
import { running, stopServices } from '../support/service.ts';

type Heard = readonly [event: string, message: CallMessage];

const EVENTS = ['start', 'end', 'asyncStart', 'asyncEnd', 'error'] as const;
const channel = tracingChannel<string, CallMessage>(CALL_CHANNEL);
let leave = (): void => {};

afterEach(async () => {
  leave();
  await stopServices();
});

function listen(): Heard[] {
  const heard: Heard[] = [];
  const hear = (event: string) => (message: CallMessage) => {
    heard.push([event, message]);
  };
  const [start, end, asyncStart, asyncEnd, error] = EVENTS.map(hear);
  const subscribers = { start, end, asyncStart, asyncEnd, error } as Parameters<typeof channel.subscribe>[0];
  channel.subscribe(subscribers);
  leave = () => {
    channel.unsubscribe(subscribers);
    leave = () => {};
  };
  return heard;
}

test('a call that ends well is heard to begin and to end, as one message that says who worked on it', async () => {
  const { pool } = await running('trouble');
  const heard = listen();
  await pool.call('add', { a: 1 }, { session: 'user-42' });
  expect(heard.map(([event]) => event)).toEqual(['start', 'end', 'asyncStart', 'asyncEnd']);
  expect(new Set(heard.map(([, message]) => message)).size).toBe(1);
  expect(heard[0]?.[1]).toEqual({
    pool: 'ml',
    tool: 'add',
    session: 'user-42',
    streaming: false,
    worker: 'worker:ml/1',
    incarnation: 1,
  });
});

test('a call that fails is heard with its error, one that is refused too', async () => {
  const { pool } = await running('trouble');
  const heard = listen();
  await expect(pool.call('parse', { text: 'x' })).rejects.toThrow();
  await expect(pool.call('no_such_tool', {})).rejects.toThrow();
  const errors = heard.filter(([event]) => event === 'error').map(([, { error }]) => error);
  expect(errors).toEqual([expect.any(ToolFailed), expect.objectContaining({ code: 'VIV_UNKNOWN_TOOL' })]);
  expect(heard.filter(([event]) => event === 'asyncEnd')).toHaveLength(2);
});

test('while nobody has subscribed no message is made', () => {
  const call = { pool: 'ml', tool: 'add', session: undefined, streaming: false };
  expect(channelWatch(call)).toBeUndefined();
  listen();
  expect(channelWatch(call)).toBeDefined();
  leave();
  expect(channelWatch(call)).toBeUndefined();
});
