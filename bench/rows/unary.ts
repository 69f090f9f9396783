/** What one would write first: a unary gRPC call per tool call. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as grpc from '@grpc/grpc-js';
import type { Contender } from '../measure.ts';

export async function unary(python: string): Promise<Contender> {
  const folder = await mkdtemp(join(tmpdir(), 'vivarium-bench-'));
  const address = `unix:${join(folder, 'unary')}`;
  const script = fileURLToPath(new URL('../peers/unary_server.py', import.meta.url));
  const child = spawn(python, [script, address], { stdio: ['pipe', 'pipe', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.stdout.once('data', () => resolve());
  });
  const client = new grpc.Client(address, grpc.credentials.createInsecure(), { 'grpc.enable_retries': 0 });
  const encode = (args: unknown): Buffer => Buffer.from(JSON.stringify(args));
  const decode = (bytes: Buffer): number => JSON.parse(bytes.toString());
  return {
    name: 'unary gRPC',
    concurrency: 8,
    window: 'any',
    add: (a, b) =>
      new Promise((resolve, reject) => {
        client.makeUnaryRequest('/bench.Tools/Add', encode, decode, { a, b }, (error, sum) =>
          sum === undefined ? reject(error) : resolve(sum),
        );
      }),
    async close() {
      client.close();
      child.stdin.end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
