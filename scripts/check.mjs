/** `npm run check`: types, lint, generated code up to date, and a package others can use. One line each. */
import { join } from 'node:path';
import { prepare, root } from './prepare.mjs';
import { runQuietly } from './run.mjs';

const python = await prepare('dev');
const own = join(root, 'python');
const node = (...path) => [process.execPath, join(root, 'node_modules', ...path)];
const script = (name) => [process.execPath, join(root, 'scripts', name)];

const CHECKS = [
  ['types', [...node('typescript', 'bin', 'tsc'), '-p', 'tsconfig.check.json']],
  ['types of the page', [...node('typescript', 'bin', 'tsc'), '-p', 'tsconfig.page.json']],
  ['lint', [...node('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings']],
  ['generated code', [...script('generate.mjs'), '--check']],
  ['build', script('build.mjs')],
  ['package', [...node('publint', 'src', 'cli.js'), '--strict']],
  ['python types', [python, '-m', 'mypy'], own],
  ['python lint', [python, '-m', 'ruff', 'check', '.'], own],
  ['python format', [python, '-m', 'ruff', 'format', '--check', '.'], own],
];

for (const [name, [command, ...args], cwd = root] of CHECKS) {
  const start = performance.now();
  const { code, said } = await runQuietly(command, args, { cwd });
  const seconds = ((performance.now() - start) / 1_000).toFixed(1).padStart(5);
  process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'} ${seconds} s  ${name}\n`);
  if (code === 0) continue;
  process.stdout.write(`${said.trimEnd()}\n`);
  process.exitCode = 1;
}
