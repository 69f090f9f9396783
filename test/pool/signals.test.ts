import { getEventListeners } from 'node:events';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Row } from '../../src/pool/row.ts';
import { Signals } from '../../src/pool/signals.ts';
import { aRow } from './support.ts';

let aborted: number[];
let signals: Signals;
let controller: AbortController;

beforeEach(() => {
  aborted = [];
  controller = new AbortController();
  signals = new Signals((row) => {
    aborted.push(row.id);
    signals.forget(row, controller.signal);
  });
});

const watched = (...ids: number[]): Row[] =>
  ids.map((id) => {
    const row = aRow(id);
    signals.watch(row, controller.signal);
    return row;
  });
const listeners = () => getEventListeners(controller.signal, 'abort').length;

describe('a signal that many calls share', () => {
  test('has one listener, however many calls it was given to', () => {
    watched(...Array.from({ length: 1_000 }, (_, id) => id));
    expect(listeners()).toBe(1);
  });

  test('ends each of the calls that are still open, in the order of their coming', () => {
    const [, second] = watched(1, 2, 3);
    if (second !== undefined) signals.forget(second, controller.signal);
    controller.abort();
    expect(aborted).toEqual([1, 3]);
  });

  test('is left alone once the last of its calls has ended, and listened to again for the next', () => {
    for (const row of watched(1, 2)) signals.forget(row, controller.signal);
    expect(listeners()).toBe(0);
    watched(3);
    controller.abort();
    expect([aborted, listeners()]).toEqual([[3], 0]);
  });

  test('does not end a call that has ended with the one before it', () => {
    const together = new Signals((row) => {
      aborted.push(row.id);
      for (const each of both) together.forget(each, controller.signal);
    });
    const both = [aRow(1), aRow(2)];
    for (const each of both) together.watch(each, controller.signal);
    controller.abort();
    expect(aborted).toEqual([1]);
  });
});
