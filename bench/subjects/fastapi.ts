/** A web service beside Node: FastAPI on uvicorn, asked by undici over a unix socket with connections that stay open. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { lines } from '../lines.ts';
import { serve } from '../peer-process.ts';
import { peer } from '../places.ts';
import type { Subject } from '../subject.ts';
import { floats } from './unary.ts';

interface Undici {
  Pool: new (origin: string, options: object) => Client;
}

interface Client {
  request(options: object): Promise<{ statusCode: number; body: Readable & Body }>;
  close(): Promise<void>;
}

interface Body {
  json(): Promise<unknown>;
  arrayBuffer(): Promise<ArrayBuffer>;
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** @param endpoints `async` (on the event loop) or `threads`. */
export async function fastapi({ endpoints }: { endpoints: 'async' | 'threads' }): Promise<Subject> {
  const folder = await mkdtemp(join(tmpdir(), 'vivarium-bench-'));
  const socketPath = join(folder, 'http');
  const server = serve('fastapi_app.py', [socketPath]);
  await server.ready();
  const { Pool } = await peer<Undici>('undici');
  const client = new Pool('http://localhost', { socketPath, connections: 64 });
  const request = async (method: string, path: string, body?: unknown, headers?: object): Promise<Readable & Body> => {
    const answer = await client.request({ method, path, body, headers });
    if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode}`);
    return answer.body;
  };
  const call = async (name: string, args: unknown): Promise<unknown> =>
    (await request('POST', `/${endpoints}/${name}`, JSON.stringify(args), JSON_TYPE)).json();
  const subject: Subject = {
    concurrency: endpoints === 'async' ? 1 : 40,
    window: 64,
    pids: () => server.pids,
    add: (a, b) => call('add', { a, b }),
    echo: (value) => call('echo', { value }),
    async close() {
      await server.stop();
      await client.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  if (endpoints === 'threads') return subject;
  return {
    ...subject,
    async array(values) {
      const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
      return floats(Buffer.from(await (await request('POST', '/async/array', bytes)).arrayBuffer()));
    },
    async *dicts(count) {
      for await (const line of lines(await request('GET', `/async/dicts?count=${count}`))) yield JSON.parse(line);
    },
    async *blocks(count) {
      for await (const block of await request('GET', `/async/blocks?count=${count}`)) yield block;
    },
  };
}
