/** May this dialler attach? The answer is a pure function of its HELLO and of who is expected. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { kindOf } from '../model/errors.ts';
import { Kind, kindName } from './kind.ts';
import { NAME, PROTOCOL_VERSION } from './limits.ts';
import type { Closed, Hello, Incoming } from './types.ts';
import { decodeValue } from './values.ts';

/** A HELLO's body, checked for its shape only. */
export interface Greeting extends Hello {
  readonly protocol: number;
  readonly token: string;
}

/** Who is expected under a worker's name. */
export interface Expected {
  readonly incarnation: number;
  readonly token: string;
  /** The lane that used the token, if one did. */
  readonly lane: unknown;
}

/** The greeting in a lane's first message, or what is wrong with it. */
export function readGreeting({ kind, body, segments }: Incoming): Greeting | string {
  if (kind !== Kind.HELLO) return `the first frame is ${kindName(kind)}, not HELLO`;
  const value = decodeValue(body, segments);
  if (typeof value !== 'object' || value === null) return `HELLO is a map, not ${kindOf(value)}`;
  const { protocol, token, worker, incarnation, pid, python } = value as Record<string, unknown>;
  if (!isCount(protocol)) return `HELLO's \`protocol\` is a number, not ${kindOf(protocol)}`;
  if (typeof token !== 'string') return 'HELLO has no `token`';
  if (typeof worker !== 'string' || worker.length > NAME) return `HELLO's \`worker\` is a name, not ${kindOf(worker)}`;
  if (!isCount(incarnation)) return `HELLO's \`incarnation\` is a number, not ${kindOf(incarnation)}`;
  if (!isCount(pid)) return `HELLO's \`pid\` is a number, not ${kindOf(pid)}`;
  if (typeof python !== 'string') return `HELLO's \`python\` is a version, not ${kindOf(python)}`;
  return { protocol, token, worker, incarnation, pid, python };
}

/** Why it is refused, or undefined: it may attach. */
export function judgeHello(hello: Greeting, expected: Expected | undefined): Closed | undefined {
  if (hello.protocol !== PROTOCOL_VERSION) {
    const remedy = 'install the vivarium-worker that came with this vivarium';
    const message = `${hello.worker} speaks protocol ${hello.protocol}, this host ${PROTOCOL_VERSION}: ${remedy}`;
    return { code: 'FAILED_PRECONDITION', message };
  }
  if (expected === undefined) return unexpected(hello.worker);
  if (hello.incarnation !== expected.incarnation) {
    const message = `${hello.worker}#${hello.incarnation} is not the expected incarnation, #${expected.incarnation}`;
    return { code: 'FAILED_PRECONDITION', message };
  }
  const name = `${hello.worker}#${hello.incarnation}`;
  if (!sameSecret(hello.token, expected.token))
    return { code: 'UNAUTHENTICATED', message: `${name} has a wrong token` };
  if (expected.lane !== undefined)
    return { code: 'ALREADY_EXISTS', message: `${name} has attached before; a lane is never resumed` };
  return undefined;
}

export function unexpected(worker: string): Closed {
  return { code: 'UNAUTHENTICATED', message: `no worker ${worker} is expected` };
}

/** Digests have one length, so that the time tells nothing about the secret's. */
function sameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
