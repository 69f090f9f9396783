/** Where the bridge listens, who may reach it, and that nothing is left of it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:http2';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Kind } from '../../src/bridge/kind.ts';
import { UNACKNOWLEDGED } from '../../src/bridge/limits.ts';
import { type BridgeOptions, openBridge } from '../../src/bridge/server.ts';
import type { Bridge, Closed, Lane } from '../../src/bridge/types.ts';
import { realClock } from '../../src/model/clock.ts';
import { silentLog } from '../../src/model/log.ts';
import { VirtualClock } from '../../src/testing/virtual-clock.ts';
import { hangUpAll, Peer } from './peer.ts';

let directory: string;
const bridges: Bridge[] = [];
const peers: Peer[] = [];

async function open(options: Partial<BridgeOptions> = {}): Promise<Bridge> {
  const bridge = await openBridge({ clock: realClock, log: silentLog, directory, ...options });
  bridges.push(bridge);
  return bridge;
}

function attach(bridge: Bridge): Promise<Lane> {
  return new Promise((resolve) => {
    const { token } = bridge.expect({ worker: 'worker:ml/1', incarnation: 1, onAttach: resolve });
    const peer = new Peer(bridge.addresses.grpc);
    peers.push(peer);
    peer.hello(token);
  });
}

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'v-'));
});

afterEach(async () => {
  hangUpAll();
  peers.length = 0;
  await Promise.all(bridges.splice(0).map((bridge) => bridge.close(0)));
  rmSync(directory, { recursive: true });
});

describe('the bridge listens', () => {
  test('on a unix socket in a fresh directory that only this user can enter', async () => {
    const [one, two] = [await open(), await open()];
    const addresses = [one, two].flatMap(({ addresses }) => Object.values(addresses));
    expect(new Set(addresses).size).toBe(4);
    for (const address of addresses) {
      const folder = dirname(address.replace('unix:', ''));
      expect(dirname(folder)).toBe(directory);
      expect(statSync(folder).mode & 0o777).toBe(0o700);
    }
    await attach(one);
  });

  test('after it has removed what hosts left behind that were killed, and nothing else', async () => {
    const alive = dirname((await open()).addresses.grpc.replace('unix:', ''));
    const folders = ['vivarium-killed', 'vivarium-abc123', 'vivarium-notes'].map((name) => join(directory, name));
    for (const folder of folders) mkdirSync(folder);
    const [dead = '', full = ''] = folders;
    writeFileSync(join(full, 'mine.txt'), '');
    const listen = "require('node:net').createServer().listen(process.argv[1], () => console.log('listens'))";
    for (const folder of [dead, full]) {
      const host = spawn(process.execPath, ['-e', listen, join(folder, 'plane.sock')]);
      await once(host.stdout, 'data');
      host.kill('SIGKILL');
      await once(host, 'close');
    }
    await open();
    expect([dead, full, folders[2] ?? '', alive].map(existsSync)).toEqual([false, true, true, true]);
  });

  test('on the loopback alone when asked', async () => {
    const bridge = await open({ transport: 'tcp' });
    expect(bridge.addresses.grpc).toMatch(/^127\.0\.0\.1:\d+$/);
    await attach(bridge);
    expect(readdirSync(directory)).toEqual([]);
  });

  test('on the loopback when the path would be too long for a socket', async () => {
    const deep = join(directory, 'd'.repeat(100));
    mkdirSync(deep);
    const bridge = await open({ directory: deep });
    expect(bridge.addresses.grpc).toMatch(/^127\.0\.0\.1:\d+$/);
    await attach(bridge);
  });

  test('or says what is wrong with the directory', async () => {
    await expect(open({ directory: join(directory, 'missing') })).rejects.toMatchObject({
      code: 'VIV_START_FAILED',
      message: expect.stringMatching(
        /^the bridge cannot listen in .*missing.*ENOENT.*; choose another `directory` or `transport: 'tcp'`$/,
      ),
    });
  });
});

describe('closing the bridge', () => {
  test('closes each lane with a reason, once, and removes the socket and its directory', async () => {
    const bridge = await open();
    const closed: Closed[] = [];
    (await attach(bridge)).onClose = (why) => closed.push(why);
    const socket = bridge.addresses.grpc.replace('unix:', '');
    expect(existsSync(socket)).toBe(true);
    await Promise.all([bridge.close(5_000), bridge.close(5_000)]);
    expect(closed).toEqual([{ code: 'UNAVAILABLE', message: 'the host is stopping' }]);
    expect(readdirSync(directory)).toEqual([]);
  });

  test('tells the worker why', async () => {
    const bridge = await open();
    const { token } = bridge.expect({
      worker: 'worker:ml/1',
      incarnation: 1,
      onAttach: () => void bridge.close(5_000),
    });
    const peer = new Peer(bridge.addresses.grpc);
    peer.hello(token);
    expect(await peer.status).toMatchObject({ code: 'UNAVAILABLE', message: 'the host is stopping' });
  });

  test('forces those who do not leave when the time is up', async () => {
    const clock = new VirtualClock();
    const bridge = await open({ clock });
    const lane = await attach(bridge);
    for (const peer of peers) peer.stream.pause();
    lane.send({ kind: Kind.CALL, call: 1, body: new Uint8Array(UNACKNOWLEDGED) });
    const closing = bridge.close(3_000);
    let done = false;
    void closing.then(() => {
      done = true;
    });
    for (let turns = 0; turns < 50; turns++) await new Promise(setImmediate);
    expect(done).toBe(false);
    clock.advance(3_000);
    await closing;
  });

  test('does not wait for a stranger who neither reads nor leaves', async () => {
    const bridge = await open({ transport: 'tcp' });
    const session = connect(`http://${bridge.addresses.grpc}`);
    const stream = session.request(
      { ':method': 'POST', ':path': '/vivarium.v1.Bridge/Attach', 'content-type': 'application/grpc', te: 'trailers' },
      { endStream: false },
    );
    const gone = new Promise((resolve) => session.once('close', resolve).on('error', resolve));
    stream.on('error', () => {}).pause();
    await once(session, 'connect');
    await new Promise((resolve) => session.ping(resolve)); // answered after what was sent before
    await bridge.close(50);
    await gone;
  });

  test('lets nobody in any more', async () => {
    const bridge = await open();
    await bridge.close(1_000);
    const peer = new Peer(bridge.addresses.grpc);
    peer.hello('late');
    expect(await peer.status).toMatchObject({ code: 'UNAVAILABLE' });
  });
});
