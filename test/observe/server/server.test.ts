/** The observer over HTTP: what readers get, what they may do, and what strangers do not. */
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { ObserverDelta } from '../../../src/observe/feed/types.ts';
import type { Observer } from '../../../src/observe/server/open.ts';
import type { ObserverOptions } from '../../../src/observe/server/options.ts';
import { eventually } from '../../support/eventually.ts';
import { running, type Service, stopServices } from '../../support/service.ts';
import { follow, parts, type Reader, raw } from './reader.ts';

const open: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of open.splice(0)) await close();
  await stopServices();
});

async function observed(options: ObserverOptions = {}, adapter = 'calc'): Promise<Service & { observer: Observer }> {
  const service = await running(adapter, { size: 2 });
  const observer = await service.runtime.observer(options);
  open.push(() => observer.close());
  return { ...service, observer };
}

async function followed(url: string, headers?: Record<string, string>): Promise<Reader> {
  const reader = await follow(url, headers);
  open.push(() => reader.close());
  await eventually(() => reader.events.length > 0);
  return reader;
}

const deltas = (reader: Reader): ObserverDelta[] =>
  reader.events.filter(({ event }) => event === 'deltas').flatMap(({ data }) => data as unknown as ObserverDelta[]);

const act = (url: string, command: object, headers: Record<string, string> = {}): Promise<Response> => {
  const { base, token } = parts(url);
  return fetch(`${base}/api/act`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(command),
  });
};

describe('a reader with the token', () => {
  test('hears hello, a snapshot, then what changes', async () => {
    const { observer, pool } = await observed();
    const reader = await followed(observer.url);
    await eventually(() => reader.events.length >= 2);
    const [hello, snapshot] = reader.events;
    expect([hello?.event, hello?.data['may'], snapshot?.event]).toEqual(['hello', [], 'snapshot']);
    expect(snapshot?.id).toBe(`${hello?.data['instance']}:${snapshot?.data['seq']}`);
    await pool.call('add', { a: 1, b: 2 });
    await eventually(() => deltas(reader).some((delta) => delta.type === 'calls'));
  });

  test('who comes back hears what was missed, and nothing twice', async () => {
    const { observer, pool } = await observed();
    const first = await followed(observer.url);
    await pool.call('add', { a: 1, b: 2 });
    const last = await eventually(() => first.events.findLast(({ event }) => event === 'deltas'));
    first.close();
    await pool.call('greet', { name: 'Ada' });
    const second = await followed(observer.url, { 'last-event-id': last?.id ?? '' });
    const missed = await eventually(() => deltas(second).find((delta) => delta.type === 'calls'));
    expect(second.events.map(({ event }) => event)).not.toContain('snapshot');
    expect(missed?.type === 'calls' && missed.rows[0]?.tool).toBe('greet');
    const [seq] = deltas(second).map((delta) => delta.seq);
    expect(seq).toBe(Number(last?.id?.split(':')[1]) + 1);
  });

  test.each(['nonsense', '00000000-0000-0000-0000-000000000000:1'])(
    'a last event that is none of ours, %s, gets a snapshot',
    async (id) => {
      const { observer } = await observed();
      const reader = await followed(observer.url, { 'last-event-id': id });
      await eventually(() => reader.events[1]?.event === 'snapshot');
    },
  );

  test('gets one actor in detail, and an export as lines', async () => {
    const { observer } = await observed();
    const { base, token } = parts(observer.url);
    const get = (path: string) => fetch(`${base}${path}`, { headers: { authorization: `Bearer ${token}` } });
    const lines = (await (await get('/api/export')).text()).trim().split('\n');
    const [snapshot, ...others] = lines.map((line) => JSON.parse(line));
    expect([snapshot.type, others[0].type]).toEqual(['snapshot', 'detail']);
    const { key } = snapshot.actors.find(({ id }: { id: string }) => id === 'worker:ml/1');
    const detail = await (await get(`/api/actor?key=${encodeURIComponent(key)}`)).json();
    expect(detail).toMatchObject({ actor: { id: 'worker:ml/1', value: 'ready' } });
    expect((await get('/api/actor?key=nobody')).status).toBe(404);
  });
});

describe('who may act', () => {
  test('kills a worker, which is told in the journal and seen in the stream', async () => {
    const { observer } = await observed({ actions: true });
    const url = observer.actionsUrl ?? '';
    const reader = await followed(url);
    expect(reader.events[0]?.data['may']).toEqual(['kill', 'suspend', 'resume', 'restart', 'drain']);
    const response = await act(url, { do: 'kill', target: 'worker:ml/1' });
    expect([response.status, await response.json()]).toEqual([200, { done: 'worker:ml/1#1 was sent SIGKILL' }]);
    await eventually(() => deltas(reader).some((delta) => delta.type === 'crash'));
    const said = deltas(reader).flatMap((delta) => (delta.type === 'journal' ? [delta.entry] : []));
    expect(said.find(({ type }) => type === 'action')?.says).toMatch(
      /^worker:ml\/1#1 was sent SIGKILL; asked for by the observer at 127\.0\.0\.1$/,
    );
  });

  test('suspends and resumes a worker, restarts it, and drains it', async () => {
    const { observer, runtime, pool } = await observed({
      actions: { token: 'a token of sixteen'.replaceAll(' ', '-') },
    });
    const url = observer.actionsUrl ?? '';
    const done = async (command: object): Promise<number> => (await act(url, command)).status;
    expect(await done({ do: 'suspend', target: 'worker:ml/1' })).toBe(200);
    expect(await done({ do: 'resume', target: 'worker:ml/1' })).toBe(200);
    expect(await done({ do: 'restart', target: 'worker:ml/1' })).toBe(200);
    await eventually(() => pool.workers().find(({ id }) => id === 'worker:ml/1')?.incarnation === 2);
    expect(runtime.crashes()[0]?.cause).toContain('its restart was asked for by the observer');
    expect(await done({ do: 'drain', target: 'worker:ml/2' })).toBe(200);
    await eventually(() => pool.workers().every(({ id }) => id !== 'worker:ml/2'));
    expect(runtime.crashes()).toHaveLength(1);
  });

  test.each([
    [400, { do: 'dance', target: 'worker:ml/1' }],
    [400, { do: 'kill', target: '../../etc' }],
    [400, { do: 'kill', target: 'worker:ml/1', signal: 'SIGSTOP' }],
    [400, []],
    [404, { do: 'kill', target: 'worker:nobody/1' }],
    [404, { do: 'undo', fault: 1 }],
    [409, { do: 'kill', target: 'worker:ml/9' }],
    [409, { do: 'kill', target: 'pool:ml' }],
    [409, { do: 'restart', target: 'pool:ml' }],
    [409, { do: 'delay', target: 'worker:ml/1', count: 1, ms: 10 }],
  ])('is told %i for %j', async (status, command) => {
    const { observer } = await observed({ actions: true });
    expect((await act(observer.actionsUrl ?? '', command)).status).toBe(status);
  });
});

describe('a stranger', () => {
  test('without the token sees nothing, with that of the readers does nothing', async () => {
    const { observer } = await observed({ actions: true });
    const { base, token } = parts(observer.url);
    for (const authorization of ['', 'Bearer', 'Bearer x', `Basic ${token}`, token])
      for (const path of ['/api/events', '/api/actor?key=x', '/api/export', '/api/act'])
        expect((await fetch(`${base}${path}`, { headers: { authorization } })).status).toBe(401);
    const refused = await act(observer.url, { do: 'kill', target: 'worker:ml/1' });
    expect([refused.status, ((await refused.json()) as { error: string }).error]).toEqual([403, 'forbidden']);
  });

  test('by another name in Host, from a page of another origin or site, is refused though it has the token', async () => {
    const { observer } = await observed();
    const { base, token } = parts(observer.url);
    const authorization = `Bearer ${token}`;
    const { host } = new URL(base);
    const status = (headers: Record<string, string>) => raw(base, '/api/export', { host, authorization, ...headers });
    expect(await status({})).toBe(200);
    expect(await status({ origin: base })).toBe(200);
    expect(await status({ host: 'evil.example:80' })).toBe(403);
    expect(await status({ host: `127.0.0.1.evil.example` })).toBe(403);
    expect(await status({ origin: 'http://evil.example' })).toBe(403);
    expect(await status({ origin: 'null' })).toBe(403);
    expect(await status({ 'sec-fetch-site': 'cross-site' })).toBe(403);
  });

  test.each([
    '/../../etc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/..%2f..%2fetc/passwd',
    '/app.js/../../package.json',
    '//',
  ])('asking for %s finds nothing', async (path) => {
    const { observer } = await observed();
    const { base } = parts(observer.url);
    expect([400, 404]).toContain(await raw(base, path, { host: new URL(base).host }));
  });

  test('with a huge body, or one of another type, is refused', async () => {
    const { observer } = await observed({ actions: true });
    const url = observer.actionsUrl ?? '';
    expect((await act(url, { do: 'kill', target: 'x'.repeat(100_000) })).status).toBe(413);
    expect((await act(url, { do: 'kill' }, { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await act(url, { do: 'kill' }, { 'content-type': 'application/jsonp' })).status).toBe(415);
  });

  test('finds on every answer the headers that keep a browser from being misled', async () => {
    const { observer } = await observed();
    const { base } = parts(observer.url);
    const { headers } = await fetch(`${base}/`);
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'/);
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect([headers.get('x-content-type-options'), headers.get('referrer-policy')]).toEqual(['nosniff', 'no-referrer']);
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});

test('a reader that does not read holds up nobody', async () => {
  const { observer, pool } = await observed();
  const { base, token } = parts(observer.url);
  const { hostname, port, host } = new URL(base);
  const slow = connect(Number(port), hostname);
  open.push(() => slow.destroy());
  slow.write(`GET /api/events HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\n\r\n`);
  slow.pause();
  const quick = await followed(observer.url);
  for (let n = 0; n < 200; n++) await pool.call('add', { a: n, b: 1 });
  await eventually(() => deltas(quick).length > 0);
  expect(await pool.call('add', { a: 1, b: 1 })).toBe(2);
});

test('it listens on this machine alone unless told, and says what is wrong with an option', async () => {
  const { observer, runtime } = await observed();
  expect(new URL(observer.url).hostname).toBe('127.0.0.1');
  await expect(runtime.observer({ port: 70_000 })).rejects.toThrow(/port/);
  await expect(runtime.observer({ token: 'short' })).rejects.toThrow(/token.*16/);
  await expect(runtime.observer({ prot: 1 } as object)).rejects.toThrow(/prot/);
  const same = 'x'.repeat(20);
  await expect(runtime.observer({ token: same, actions: { token: same } })).rejects.toThrow(/actions\.token/);
});
