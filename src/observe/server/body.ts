/** A small JSON object from a request: whole, of our type, within its size, or refused. */
import type { IncomingMessage } from 'node:http';
import { type Refusal, refusal } from './access.ts';

const MOST_BYTES = 4_096;

export type Body = { readonly refused: Refusal } | { readonly value: Readonly<Record<string, unknown>> };

export async function readBody(request: IncomingMessage): Promise<Body> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? ''))
    return { refused: refusal(415, 'bad_request', 'send JSON, with content-type: application/json') };
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MOST_BYTES) return { refused: refusal(413, 'too_large', `a command has ${MOST_BYTES} bytes at most`) };
    parts.push(part);
  }
  try {
    const value: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return { value: value as Readonly<Record<string, unknown>> };
  } catch {
    // said below
  }
  return { refused: refusal(400, 'bad_request', 'the body is no JSON object') };
}
