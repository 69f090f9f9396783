/** Requests at a steady rate, whether those before have been answered or not: as visitors come. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account.ts';
import { ask } from './requests.ts';

export interface Load {
  readonly url: string;
  /** Requests a second. */
  readonly rate: number;
  readonly over: AbortSignal;
  readonly account: Account;
}

/** Resolves when all that were sent have ended. */
export async function steadily({ url, rate, over, account }: Load): Promise<void> {
  const begun = performance.now();
  const open: Promise<void>[] = [];
  for (let index = 0; !over.aborted; index += 1) {
    const late = performance.now() - begun - (index * 1_000) / rate;
    if (late < 0) await sleep(-late);
    account.sent += 1;
    open.push(ask(url, index).then((outcome) => account.ended(outcome)));
  }
  await Promise.all(open);
}
