/** Strangers at the session plane: any bytes at each method of each service. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ServiceError } from '@grpc/grpc-js';
import { status } from '@grpc/grpc-js';
import { afterEach, expect, test } from 'vitest';
import { HEALTH_SERVICE } from '../../src/bridge/plane/health.ts';
import { REFLECTION_SERVICES } from '../../src/bridge/plane/reflection.ts';
import { closeAll, DSPEX, SNAKEPIT, serve } from '../bridge/plane/support.ts';
import { Dice, inherited, LOADED, RUNS, SEED } from './dice.ts';

afterEach(closeAll);

const proto = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../proto/${name}`, import.meta.url)), 'utf8');
const methods = [
  [DSPEX, proto('dspex_bridge.proto')],
  [SNAKEPIT, proto('snakepit_bridge.proto')],
  [HEALTH_SERVICE, proto('grpc/health/v1/health.proto')],
  ...REFLECTION_SERVICES.map((service) => [service, proto('grpc/reflection/v1/reflection.proto')] as const),
].flatMap(([service, text]) => [...(text ?? '').matchAll(/rpc (\w+)/g)].map(([, name]) => `/${service}/${name}`));

/** Fields 1 to 8 with texts and lengths, as most requests have: the decoder gets further than with noise. */
function aMessage(dice: Dice): Buffer {
  const fields = Array.from({ length: dice.below(6) }, () => {
    const text = Buffer.from(dice.one([...LOADED, 's', '', 'x'.repeat(300), JSON.stringify(dice.json())]));
    return Buffer.concat([
      Buffer.from([((1 + dice.below(8)) << 3) | 2, text.length & 0x7f]),
      text.subarray(0, text.length & 0x7f),
    ]);
  });
  const message = Buffer.concat(fields);
  return dice.one([message, message, dice.spoilt(message), dice.bytes(64)]);
}

test(`each method ends each of ${RUNS} requests with an answer or a status, and serves on (seed ${SEED})`, async () => {
  const before = inherited();
  const dice = new Dice();
  const { client, errors } = await serve();
  const statuses = new Map<string, number>();
  expect(methods.length).toBeGreaterThan(20);
  for (let run = 0; run < RUNS; run += 1) {
    const path = dice.one(methods as [string, ...string[]]);
    const ended = await client.bytes(path, aMessage(dice), {}, { deadline: Date.now() + 500 }).then(
      () => 'OK',
      (error: ServiceError) => status[error.code] ?? 'none',
    );
    statuses.set(ended, (statuses.get(ended) ?? 0) + 1);
  }
  expect(errors).toEqual([]);
  expect([...statuses.keys()]).toContain('INVALID_ARGUMENT');
  expect([...statuses.keys()]).not.toContain('none');
  expect(inherited()).toBe(before);
  await client.bytes(`/${SNAKEPIT}/Ping`, Buffer.alloc(0));
}, 600_000);
