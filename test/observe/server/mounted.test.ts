/** The observer inside a server of the user's own. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { observerHandler } from '../../../src/observe/server/handler.ts';
import { running, stopServices } from '../../support/service.ts';
import { raw } from './reader.ts';

const close: (() => void)[] = [];

afterEach(async () => {
  for (const each of close.splice(0)) each();
  await stopServices();
});

test("it can be mounted in a server of the user's own, under a prefix and a name", async () => {
  const { runtime } = await running('calc');
  const token = 't'.repeat(20);
  const observer = observerHandler(runtime, { prefix: '/observer', token, hosts: ['ops.example.com'] });
  const server = createServer((request, response) =>
    request.url?.startsWith('/observer') ? observer(request, response) : response.end('the service'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close.push(() => {
    observer.close();
    server.close();
    server.closeAllConnections();
  });
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const headers = { authorization: `Bearer ${token}`, host: 'ops.example.com' };
  expect(await raw(base, '/observer/api/export', headers)).toBe(200);
  expect(await raw(base, '/observer', headers)).toBe(308);
  expect(await raw(base, '/', headers)).toBe(200);
});
