/** Addresses of the session plane: what is one, and which only this machine can reach. */
import { expect, test } from 'vitest';
import { isLoopback, parseTcpAddress } from '../../../src/bridge/plane/tcp-address.ts';

test.each([
  ['127.0.0.1:50051', '127.0.0.1', 50_051, true],
  ['127.8.0.1:1', '127.8.0.1', 1, true],
  ['localhost:0', 'localhost', 0, true],
  ['[::1]:50051', '::1', 50_051, true],
  ['0.0.0.0:50051', '0.0.0.0', 50_051, false],
  ['[::]:50051', '::', 50_051, false],
  ['10.0.0.7:50051', '10.0.0.7', 50_051, false],
  ['127.0.0.1.example.org:80', '127.0.0.1.example.org', 80, false],
])('%s is %s at port %i, the loopback: %s', (text, host, port, loopback) => {
  const address = parseTcpAddress(text);
  expect(address).toEqual({ host, port });
  expect(address && isLoopback(address)).toBe(loopback);
});

test.each(['', '50051', ':50051', 'localhost', 'localhost:', 'localhost:99999', '::1:50051', 'unix:/tmp/x:1', 'a b:1'])(
  '"%s" is none',
  (text) => {
    expect(parseTcpAddress(text)).toBeUndefined();
  },
);
