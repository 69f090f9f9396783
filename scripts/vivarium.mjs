/** `npm run -s vivarium -- …`: the command line of a clone, as `npx vivarium …` is that of an installed package. */
import { prepare } from './prepare.mjs';

process.env['VIVARIUM_PYTHON'] ??= await prepare('examples');
if (process.env['INIT_CWD']) process.chdir(process.env['INIT_CWD']);
await import('../src/cli/main.ts');
