/** What is refused, and what the refusal says. */
import { describe, expect, test } from 'vitest';
import { encodeValue, Tensor } from '../../src/bridge/values.ts';
import { Unsendable } from '../../src/index.ts';

const refusal = (value: unknown): string => {
  try {
    encodeValue(value, 'args');
  } catch (error) {
    expect(error).toBeInstanceOf(Unsendable);
    return (error as Unsendable).message;
  }
  return 'sent';
};

const nested = (levels: number): unknown => {
  let value: unknown = [];
  for (let i = 1; i < levels; i++) value = [value];
  return value;
};

class Order {
  id = 1;
}

describe('what cannot travel is refused with its path, what it is and what to do', () => {
  test.each<[string, unknown, string]>([
    ['undefined', { a: [1, undefined] }, 'args.a[1]: undefined cannot be sent; send null'],
    ['nothing at all', undefined, 'args: undefined cannot be sent; send null'],
    ['a function', { on: { done() {} } }, 'args.on.done: function cannot be sent; send what it returns'],
    ['a symbol', [Symbol('s')], 'args[0]: symbol cannot be sent; send value.description'],
    [
      'a Date',
      { rows: [0, 1, 2, { when: new Date(0) }] },
      'args.rows[3].when: a Date cannot be sent; send value.toISOString()',
    ],
    ['a Map', { m: new Map() }, 'args.m: a Map cannot be sent; send Object.fromEntries(value)'],
    ['a Set', { s: new Set() }, 'args.s: a Set cannot be sent; send [...value]'],
    ['a promise', { p: Promise.resolve() }, 'args.p: a Promise cannot be sent; await it first'],
    ['an error', { e: new TypeError('no') }, 'args.e: an error (TypeError) cannot be sent; send value.message'],
    ['an ArrayBuffer', [new ArrayBuffer(1)], 'args[0]: an ArrayBuffer cannot be sent; send new Uint8Array(value)'],
    [
      'a class instance',
      { order: new Order() },
      'args.order: an Order cannot be sent; send a plain object, such as { ...value }',
    ],
    ['odd keys', { 'a b': { ünï: Symbol() } }, 'args["a b"].ünï: symbol cannot be sent; send value.description'],
  ])('%s', (_, value, message) => {
    expect(refusal(value)).toBe(message);
  });

  test('half a surrogate pair, in a value or a key, short or long', () => {
    for (const text of ['\ud800', `${'x'.repeat(100)}\udc00`]) {
      expect(refusal({ t: text })).toMatch(
        /^args\.t: a string with half a surrogate pair cannot be sent; send value\.toWellFormed/,
      );
      expect(refusal({ [text]: 1 })).toMatch(/half a surrogate pair/);
    }
    expect(refusal('😀'.repeat(50))).toBe('sent');
  });

  test('a cycle is named with both its ends', () => {
    const node: Record<string, unknown> = { name: 'root' };
    node['child'] = { parents: [node] };
    expect(refusal({ tree: node })).toBe(
      'args.tree.child.parents[0]: a cycle (it is args.tree again) cannot be sent; send the parts without the link back',
    );
  });

  test('200 levels travel, 201 do not', () => {
    expect(refusal(nested(200))).toBe('sent');
    expect(refusal(nested(201))).toMatch(/a value nested more than 200 levels deep cannot be sent; flatten it$/);
  });

  test('more than 1 GiB in one message', () => {
    const huge = new Tensor('uint8', [600 * 2 ** 20], new Uint8Array(600 * 2 ** 20));
    expect(refusal({ a: huge })).toBe('sent');
    expect(refusal({ a: huge, b: huge })).toMatch(/^args\.b: an array of 629145600 bytes .* send it in parts/);
  });

  test('the refusal carries its parts as facts, and leaves nothing behind for the next value', () => {
    expect(() => encodeValue({ a: 1, b: new Date(0) }, 'args')).toThrow(
      expect.objectContaining({
        code: 'VIV_UNSENDABLE',
        facts: { path: 'args.b', what: 'a Date', remedy: 'send value.toISOString()' },
      }),
    );
    expect([...encodeValue(1, 'args').body]).toEqual([1]);
  });
});
