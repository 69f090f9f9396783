/**
 * Makes a clone ready: node packages and a Python environment, both only when something is missing. Needs nothing but Node.
 * Interrupted at any point, the next run finds it out and goes on.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly } from './run.mjs';
import { fail, progress } from './terminal.mjs';

export const root = join(import.meta.dirname ?? '.', '..');

/** What each lock is for, so that an interpreter given by VIVARIUM_PYTHON is checked for it. */
const IMPORTS = {
  examples: ['numpy'],
  dspy: ['dspy'],
  dev: ['numpy', 'pytest', 'mypy', 'grpc_tools', 'prometheus_client', 'opentelemetry.sdk'],
};

const OLDEST_NODE = [20, 19];

/**
 * @param {'examples' | 'dspy' | 'dev'} requirements which lock of python/requirements the Python environment is made for
 * @returns the path of its interpreter
 */
export async function prepare(requirements) {
  await prepareNode();
  return pythonWith(join(root, 'python', 'requirements', `${requirements}.lock`), IMPORTS[requirements]);
}

/** The half of it that needs no Python. */
export async function prepareNode() {
  checkNode();
  await nodePackages(root);
}

/** From now on this process imports TypeScript as it stands. */
export async function loadTypeScript() {
  const { register } = await import('tsx/esm/api');
  register();
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  fail(
    `vivarium needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`,
    'Install a newer Node: https://nodejs.org',
  );
}

/**
 * Installs what the folder's lock says, unless that is there already.
 * The stamp is taken away before `npm ci` touches anything and put back after it: a stamp that fits means a whole installation.
 */
export async function nodePackages(folder) {
  const lock = readFileSync(join(folder, 'package-lock.json'));
  const wanted = createHash('sha256').update(lock).update(process.versions.modules).digest('hex');
  const stamp = join(folder, 'node_modules', '.vivarium-stamp');
  if (read(stamp) === wanted) return;
  rmSync(stamp, { force: true });
  progress('vivarium: installing node packages …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { code, said } = await runQuietly(npm, ['ci', '--no-audit', '--no-fund'], {
    cwd: folder,
    shell: process.platform === 'win32',
  });
  if (code !== 0) fail(`Installing the node packages failed (npm ci, exit ${code}):\n${tail(said)}`, remedyOf(said));
  writeFileSync(stamp, wanted);
  progress('');
}

function remedyOf(said) {
  if (/ENOSPC/.test(said)) return 'The disk is full: free some space and run this again.';
  if (/EACCES|EPERM|EROFS/.test(said)) return `This folder cannot be written to: check the permissions of ${root}.`;
  if (/ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ECONNRESET|network/i.test(said))
    return 'The npm registry cannot be reached: check the network, a proxy (HTTPS_PROXY) or `npm config get registry`, and run this again.';
  return 'Run `npm ci` by hand to see all of it, and run this again.';
}

/**
 * A Python environment with what the lock says; in this process, made by the library itself.
 * @param lock a requirements file
 * @param imports what an interpreter given by VIVARIUM_PYTHON must be able to import
 * @returns the path of its interpreter
 */
export async function pythonWith(lock, imports) {
  process.env['VIVARIUM_CACHE_DIR'] ??= join(root, '.cache');
  mkdirSync(join(root, '.cache'), { recursive: true });
  await loadTypeScript();
  const { ensurePythonEnv } = await import('../src/python/index.ts');
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    const environment = await ensurePythonEnv({ requirements: [lock], imports, signal: stop.signal });
    return environment.python;
  } catch (error) {
    if (stop.signal.aborted) process.exit(130);
    return fail(error.message, '');
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

const tail = (text) => text.trimEnd().split('\n').slice(-15).join('\n');
