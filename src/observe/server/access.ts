/** Who may see and who may act: decided from a request's headers alone, before anything else is looked at. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { CommandRefused } from '../feed/types.ts';

export interface Access {
  /** For looking. */
  readonly token: string;
  /** For looking and acting; undefined: nobody acts. */
  readonly actionToken: string | undefined;
  /** Names (without port) by which this server may be addressed: any other is somebody's DNS trick. */
  readonly hosts: readonly string[];
}

export type Right = 'look' | 'act';

export interface Refusal {
  readonly status: number;
  readonly body: CommandRefused;
}

/** A page of another site, or a name that is not ours; undefined when it is neither. */
export function refuseStranger(headers: IncomingHttpHeaders, { hosts }: Pick<Access, 'hosts'>): Refusal | undefined {
  const { host, origin, 'sec-fetch-site': site } = headers;
  const name = hostName(host);
  if (name === undefined || !hosts.includes(name))
    return refusal(403, 'forbidden', `this server does not go by the name in Host; it answers to ${hosts.join(', ')}`);
  if (origin !== undefined && !isSame(origin, host))
    return refusal(403, 'forbidden', 'the request comes from a page of another origin');
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    return refusal(403, 'forbidden', 'the request comes from a page of another site');
  return undefined;
}

/** What the token allows; undefined when there is none, or a wrong one. Takes as long for each. */
export function rightOf(authorization: string | undefined, { token, actionToken }: Access): Right | undefined {
  const given = digest(authorization ?? '');
  const looks = timingSafeEqual(given, digest(`Bearer ${token}`));
  const acts = timingSafeEqual(given, digest(`Bearer ${actionToken ?? token}`)) && actionToken !== undefined;
  return acts ? 'act' : looks ? 'look' : undefined;
}

export function refusal(status: number, error: string, message: string): Refusal {
  return { status, body: { error, message } };
}

/** Without its port, in lower case; `[::1]:80` is `::1`. */
function hostName(host: string | undefined): string | undefined {
  const match = /^(?:\[([\da-f:.]+)\]|([\w.-]+))(?::\d{1,5})?$/i.exec(host ?? '');
  return (match?.[1] ?? match?.[2])?.toLowerCase();
}

function isSame(origin: string, host: string | undefined): boolean {
  return origin === `http://${host}` || origin === `https://${host}`;
}

/** Of one length, whatever was given. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
