/**
 * `npm run example 09-service load [-- --seconds 60 --rate 50 --kill-every 5]`: the service under a steady load while its workers are
 * killed, and an account of every request, of its memory and of its processes. Exit 1 when the account does not add up.
 */
import { parseArgs } from 'node:util';
import { Account } from './load/account.ts';
import { sabotage } from './load/sabotage.ts';
import { startService } from './load/service.ts';
import { steadily } from './load/steadily.ts';

const { values } = parseArgs({
  args: process.argv.slice(2).filter((word) => word.startsWith('--') || /^\d+$/.test(word)),
  options: {
    seconds: { type: 'string', default: '60' },
    rate: { type: 'string', default: '50' },
    'kill-every': { type: 'string', default: '5' },
  },
});
const [seconds, rate, pause] = [values.seconds, values.rate, values['kill-every']].map(Number) as [
  number,
  number,
  number,
];

const account = new Account({ seconds, rate });
const service = await startService();
const over = AbortSignal.timeout(seconds * 1_000);
const saboteur = sabotage(service, pause * 1_000, account, over);
await steadily({ url: service.url, rate, over, account });
await saboteur;
account.stopped(await service.stop(), service.left());

process.stdout.write(`${account.summary()}\n`);
process.exitCode = account.addsUp() ? 0 : 1;
