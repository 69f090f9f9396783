/** Kills a worker now and then, as the kernel does when memory is short, and looks how much memory there is. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account.ts';
import type { Service } from './service.ts';

const LOOK_MS = 500;

export async function sabotage(service: Service, pauseMs: number, account: Account, over: AbortSignal): Promise<void> {
  let next = performance.now() + pauseMs;
  while (!over.aborted) {
    await sleep(LOOK_MS);
    account.memory.push(service.memory());
    if (performance.now() < next || over.aborted) continue;
    next += pauseMs;
    const workers = (await (await fetch(`${service.url}/workers`)).json()) as readonly { readonly pid: number }[];
    const victim = workers[account.killed % workers.length];
    if (victim === undefined) continue;
    process.kill(victim.pid, 'SIGKILL');
    account.killed += 1;
  }
}
