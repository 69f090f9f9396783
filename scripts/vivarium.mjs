/** `npm run -s vivarium -- …`: the command line of a clone, as `npx vivarium …` is that of an installed package. */
import { loadTypeScript, prepare, prepareNode } from './prepare.mjs';

if (process.env['VIVARIUM_PYTHON'] === undefined) {
  process.env['VIVARIUM_PYTHON'] = await prepare('examples');
} else {
  await prepareNode(); // the commands check the interpreter that was given
  await loadTypeScript();
}
if (process.env['INIT_CWD']) process.chdir(process.env['INIT_CWD']);
await (await import('./build-page.mjs')).ensurePage();
await import('../src/cli/main.ts');
