/**
 * `npm test [-- PATH…]`: every test, TypeScript and Python. The last line is `N passed, M failed`.
 * Paths choose: those under python/ are pytest's, all others vitest's.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { prepare, root } from './prepare.mjs';
import { run } from './run.mjs';

const python = await prepare('dev');
await (await import('./build-page.mjs')).ensurePage(); // after esbuild is there
const reports = join(root, '.cache', 'reports');
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const chosen = process.argv.slice(2);
const pytestPaths = chosen.filter((path) => path.startsWith('python'));
const vitestPaths = chosen.filter((path) => !path.startsWith('python'));
const env = { ...process.env, VIVARIUM_PYTHON: python };
const results = [];
if (chosen.length === 0 || vitestPaths.length > 0) results.push(await vitest(vitestPaths));
if (chosen.length === 0 || pytestPaths.length > 0) results.push(await pytest(pytestPaths));

const sum = (key) => results.reduce((total, result) => total + result[key], 0);
const skipped = sum('skipped');
process.stdout.write(
  `\n${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
);
process.exitCode = sum('failed') === 0 ? 0 : 1;

async function vitest(paths) {
  const report = join(reports, 'vitest.json');
  const program = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile=${report}`];
  const code = await run(process.execPath, [program, 'run', ...reporters, ...paths], { cwd: root, env });
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0 } = JSON.parse(read(report, '{}'));
  return result(code, { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests });
}

async function pytest(paths) {
  const report = join(reports, 'pytest.xml');
  const args = ['-m', 'pytest', `--junitxml=${report}`, ...paths.map((path) => join(root, path))];
  const code = await run(python, args, { cwd: join(root, 'python'), env });
  const suite = /<testsuite .*?>/.exec(read(report, ''))?.[0] ?? '';
  const count = (name) => Number(new RegExp(` ${name}="(\\d+)"`).exec(suite)?.[1] ?? 0);
  const [failed, skipped] = [count('failures') + count('errors'), count('skipped')];
  return result(code, { passed: count('tests') - failed - skipped, failed, skipped });
}

/** A runner that fails without a failed test (a crash, an unhandled rejection, no test at all) is a failure, too. */
function result(code, counts) {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function read(path, otherwise) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return otherwise;
  }
}
