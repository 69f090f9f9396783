/** Whoever dials the runtime without being the worker that is expected is refused with a log line, and harms nobody. */
import { afterEach, describe, expect, test } from 'vitest';
import { hangUpAll, Peer } from '../bridge/peer.ts';
import { eventually } from '../support/eventually.ts';
import { running, type Service, stopServices } from '../support/service.ts';

afterEach(async () => {
  hangUpAll();
  await stopServices();
});

/** The address and the token as the worker's process was given them. */
async function credentials({ pool }: Service): Promise<{ address: string; token: string }> {
  const given = (await pool.call('given_environment', {})) as Record<string, string>;
  return { address: given['VIVARIUM_ADDRESS'] ?? '', token: given['VIVARIUM_TOKEN'] ?? '' };
}

async function expectRefused(service: Service, peer: Peer, code: string, reason: RegExp): Promise<void> {
  expect(await peer.refusal()).toMatchObject({ code, message: expect.stringMatching(reason) });
  expect(await peer.status).toMatchObject({ code });
  expect(service.log).toContainEqual({
    level: 'warn',
    message: expect.stringMatching(reason),
    facts: expect.objectContaining({ code }),
  });
}

describe.runIf(process.platform === 'linux')('refused is', () => {
  test.each<[string, Record<string, unknown>, string, RegExp]>([
    ['a wrong token', { token: 'guessed' }, 'UNAUTHENTICATED', /worker:ml\/1#1 has a wrong token/],
    ['a worker nobody expects', { worker: 'worker:ml/9' }, 'UNAUTHENTICATED', /no worker worker:ml\/9 is expected/],
    ['an incarnation to come', { incarnation: 2 }, 'FAILED_PRECONDITION', /worker:ml\/1/],
    ['another version of the protocol', { protocol: 7 }, 'FAILED_PRECONDITION', /speaks protocol 7, this host 1/],
    ['a second attach with the right token', {}, 'ALREADY_EXISTS', /has attached before/],
  ])('%s, and the worker serves on', async (_, fields, code, reason) => {
    const service = await running('surroundings', { lane: 'grpc', zygote: false });
    const { address, token } = await credentials(service);
    const peer = new Peer(address);
    peer.hello(token, fields);
    await expectRefused(service, peer, code, reason);
    expect(await service.pool.call('title', {})).toContain('worker:ml/1#1');
    expect(service.crashes).toEqual([]);
  });

  test("a life that is over, with the token it had: the next life's is another", async () => {
    const service = await running('surroundings', { lane: 'grpc', zygote: false });
    const before = await credentials(service);
    process.kill(service.pool.workers()[0]?.pid ?? 0, 'SIGKILL');
    await eventually(() => service.pool.workers()[0]?.incarnation === 2);
    const after = await credentials(service);
    expect(after.token).not.toBe(before.token);
    const late = new Peer(after.address);
    late.hello(before.token, { incarnation: 1 });
    await expectRefused(service, late, 'FAILED_PRECONDITION', /worker:ml\/1/);
    const disguised = new Peer(after.address);
    disguised.hello(before.token, { incarnation: 2 });
    await expectRefused(service, disguised, 'UNAUTHENTICATED', /worker:ml\/1#2 has a wrong token/);
    expect(await service.pool.call('title', {})).toContain('worker:ml/1#2');
  });
});
