/** `npm run build`: JavaScript and declarations in dist/, which is all that the package's users see of src/, and the observer page. */
import { chmodSync, cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildPage } from './build-page.mjs';
import { root } from './prepare.mjs';
import { run } from './run.mjs';

const dist = join(root, 'dist');
rmSync(dist, { recursive: true, force: true });
const code = await run(process.execPath, [
  join(root, 'node_modules', 'typescript', 'bin', 'tsc'),
  '-p',
  join(root, 'tsconfig.json'),
]);
if (code === 0) {
  const generated = join('src', 'bridge', 'generated');
  cpSync(join(root, generated), join(dist, generated), { recursive: true });
  await buildPage();
  chmodSync(join(dist, 'src', 'cli', 'main.js'), 0o755);
}
process.exitCode = code;
