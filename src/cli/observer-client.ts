/** Asks a running observer over HTTP, with the token in its address. */
import { UsageError } from './usage.ts';

/** `http://127.0.0.1:7070/#token=…`, also under a prefix. */
export function isAddress(text: string): boolean {
  return /^https?:\/\//.test(text);
}

/** Resolves with a good answer. @throws UsageError for an address without token, Error with the observer's own words. */
export async function request(address: string, path: string, signal: AbortSignal, body?: object): Promise<Response> {
  const url = new URL(address);
  const token = new URLSearchParams(url.hash.slice(1)).get('token');
  if (token === null) throw new UsageError(`${address} has no token: give it whole, with #token=…, and in quotes`);
  const base = `${url.origin}${url.pathname.replace(/\/?$/, '/')}`;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(new URL(path, base), { headers, signal, ...sent }).catch((cause: unknown) => {
    throw new Error(`nobody answers at ${base}: is the observer running?`, { cause });
  });
  if (response.ok) return response;
  const said = (await response.json().catch(() => ({}))) as { message?: string };
  throw new Error(`the observer at ${base} refused: ${said.message ?? response.statusText}`);
}
