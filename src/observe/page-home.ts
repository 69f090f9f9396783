/** Where the observer page lies: `dist/page/`, beside the compiled code of a package and below the root of a clone. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder with `index.html`, `app.js`, `style.css` and `elk-worker.min.js`.
 * @throws when there is none: a clone whose page was not built.
 */
export function pageHome(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  for (let folder = here; folder !== dirname(folder); folder = dirname(folder)) {
    const home = join(folder, 'dist', 'page');
    if (existsSync(join(home, 'index.html'))) return home;
  }
  throw new Error(
    `The observer page is missing above ${here}: in a clone, build it with \`node scripts/build-page.mjs\``,
  );
}
