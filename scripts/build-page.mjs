/**
 * The observer page, bundled into dist/page/: index.html, app.js, style.css and ELK's worker, unmodified, with its notice.
 * Nothing here reaches for a network, when it is built or when it runs. `node scripts/build-page.mjs` builds it anew.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'src', 'observe', 'page');
const target = join(root, 'dist', 'page');
const stamp = join(target, '.stamp');
const BUNDLED = ['preact', '@preact/signals', '@preact/signals-core', 'd3-hierarchy', 'uplot'];

/** Builds the page unless dist/page was made of these very sources. Resolves to the folder. */
export async function ensurePage() {
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== fingerprint()) await buildPage();
  return target;
}

export async function buildPage() {
  mkdirSync(target, { recursive: true });
  await build({
    entryPoints: { app: join(source, 'main.tsx'), style: join(source, 'style', 'page.css') },
    outdir: target,
    bundle: true,
    // A classic script, for a module does not load from file:// when an export is looked at without a server.
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    minify: true,
    legalComments: 'none', // NOTICE.md has the licences whole
    logLevel: 'warning',
  });
  copyFileSync(join(source, 'index.html'), join(target, 'index.html'));
  const elk = join(root, 'node_modules', 'elkjs');
  copyFileSync(join(elk, 'lib', 'elk-worker.min.js'), join(target, 'elk-worker.min.js'));
  copyFileSync(join(elk, 'LICENSE.md'), join(target, 'elk-LICENSE.md'));
  writeFileSync(join(target, 'NOTICE.md'), notice());
  // Node loads ELK's worker from here too, for `vivarium chart --svg`: it is a script, not a module.
  writeFileSync(join(target, 'package.json'), '{ "type": "commonjs" }\n');
  writeFileSync(stamp, fingerprint());
}

/** Of everything that the bundle is made of, but for the model's words, which are types. */
function fingerprint() {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const folder of ['observe', 'model']) {
    const files = readdirSync(join(root, 'src', folder), { recursive: true, withFileTypes: true });
    for (const { parentPath, name } of files.filter((file) => file.isFile()).sort(byPath))
      hash.update(name).update(readFileSync(join(parentPath, name)));
  }
  return hash.update(readFileSync(fileURLToPath(import.meta.url))).digest('hex');
}

const byPath = (a, b) => join(a.parentPath, a.name).localeCompare(join(b.parentPath, b.name));

/** The licences of all that is in the bundle stay with it. */
function notice() {
  const { version, repository } = manifest('elkjs');
  return [
    '# Notice',
    '',
    `\`elk-worker.min.js\` is elkjs ${version}, unmodified, under the Eclipse Public License 2.0 (elk-LICENSE.md).`,
    `Its source is at ${repository.url}.`,
    '',
    ...BUNDLED.flatMap((name) => [`## ${name} ${manifest(name).version}, in app.js`, '', text(name, 'LICENSE'), '']),
  ].join('\n');
}

const text = (name, file) => readFileSync(join(root, 'node_modules', name, file), 'utf8').trim();
const manifest = (name) => JSON.parse(text(name, 'package.json'));

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildPage();
