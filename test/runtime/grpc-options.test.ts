/** The option `grpc`: what it may be, what it is without being told, and what it refuses. */
import { describe, expect, test } from 'vitest';
import { type GrpcOptions, grpcSettings } from '../../src/runtime/grpc-options.ts';

test('without anything it is a socket, messages of 10 MiB, and nothing to warn of', () => {
  expect(grpcSettings({})).toEqual({
    listen: undefined,
    token: undefined,
    messageBytes: 10_485_760,
    warning: undefined,
  });
});

test('on TCP a token is made, another each time, or is the one given', () => {
  const [one, two] = [grpcSettings({ listen: '127.0.0.1:0' }), grpcSettings({ listen: '127.0.0.1:0' })];
  expect(one.token).toMatch(/^[\w-]{43}$/);
  expect(one.token).not.toBe(two.token);
  expect(one.warning).toBeUndefined();
  expect(grpcSettings({ listen: 'localhost:50051', token: 'open-sesame' }).token).toBe('open-sesame');
});

test('what other machines can reach is warned of, since nothing is encrypted', () => {
  expect(grpcSettings({ listen: '0.0.0.0:50051' }).warning).toMatch(/can be reached from other machines/);
});

test('without a token there is a warning on the loopback', () => {
  expect(grpcSettings({ listen: '[::1]:50051', noAuth: true })).toMatchObject({
    token: undefined,
    warning: expect.stringMatching(/every user of this machine can call tools/),
  });
});

describe('is refused', () => {
  test.each<[string, object, RegExp]>([
    [
      'an option that is none',
      { liste: '127.0.0.1:1' },
      /^grpc: expected listen \(there is no such option\), got string "liste"/,
    ],
    ['no options at all', JSON.parse('null') as object, /^grpc: expected an object of options, got null/],
    [
      'an address that is none',
      { listen: '50051' },
      /^grpc\.listen: expected a host and a port, .*, got string "50051"/,
    ],
    ['an address that is no text', { listen: 50_051 }, /^grpc\.listen: .* got number 50051/],
    [
      'noAuth for other machines',
      { listen: '0.0.0.0:1', noAuth: true },
      /^grpc\.noAuth: expected false, or a loopback address .* 0\.0\.0\.0:1/,
    ],
    [
      'noAuth beside a token',
      { listen: '127.0.0.1:1', noAuth: true, token: 'open-sesame' },
      /^grpc\.noAuth: expected false beside grpc\.token/,
    ],
    ['noAuth without TCP', { noAuth: true }, /^grpc\.noAuth: expected grpc\.listen beside it/],
    [
      'noAuth that is neither true nor false',
      { listen: '127.0.0.1:1', noAuth: 'yes' },
      /^grpc\.noAuth: expected true or false/,
    ],
    ['a token that is short', { listen: '127.0.0.1:1', token: 'abc' }, /^grpc\.token: expected a text of 8 to 1000/],
    ['a limit that is none', { maxMessageBytes: 0.5 }, /^grpc\.maxMessageBytes: expected a whole number of bytes/],
  ])('%s', (_, options, message) => {
    expect(() => grpcSettings(options as GrpcOptions)).toThrow(
      expect.objectContaining({ code: 'VIV_BAD_CONFIG', message: expect.stringMatching(message) }),
    );
  });

  test('a token is not told in the message that refuses it', () => {
    expect(() => grpcSettings({ listen: '127.0.0.1:1', token: 'se cret' })).toThrow(
      expect.not.stringContaining('se cret'),
    );
  });
});
