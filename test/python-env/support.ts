/** A world of its own for each test: a PATH of small programs, an empty cache, and a uv that needs no network. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { python } from '../support/python.ts';

export interface World {
  /** The only folder on PATH. */
  readonly bin: string;
  readonly cacheDir: string;
  readonly env: { readonly PATH: string; readonly HOME: string };
  /** Any other path in it. */
  path(name: string): string;
}

/** Removed when the test has finished. */
export function world(): World {
  const folder = mkdtempSync(join(tmpdir(), 'vivarium-python-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  return {
    bin,
    cacheDir: join(folder, 'cache'),
    env: { PATH: bin, HOME: folder },
    path: (name) => join(folder, name),
  };
}

/** The world as options: what `ensurePythonEnv` knows of it. */
export const asked = ({ cacheDir, env }: Pick<World, 'cacheDir' | 'env'>) => ({ cacheDir, env });

/** Puts a shell script on the world's PATH and gives its path. */
export function program({ bin }: World, name: string, script: string): string {
  const path = join(bin, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** A Python that is asked only what it is, and answers this. */
export function answering(home: World, name: string, version: string, canMakeVenv = true): string {
  const path = join(home.bin, name);
  const answer = { version, executable: path, abi: `cpython-${version}`, canMakeVenv, missing: [] };
  return program(home, name, `echo '${JSON.stringify(answer)}'`);
}

/** The tests' own Python, behind a launcher as version managers have them. */
export function realPython(home: World, name = 'python3'): string {
  return program(home, name, `exec '${python()}' "$@"`);
}

/**
 * A uv that makes real virtual environments and "installs" by lending them the packages of the tests' Python.
 * It writes down its calls; while the world has a file `hold`, an installation says so and waits.
 */
export function offlineUv(home: World): void {
  const lend = [
    'import os, sys, sysconfig, time',
    'open(sys.argv[3], "w").write(str(os.getpid()))',
    'if os.path.exists(sys.argv[2]): print("Holding", flush=True)',
    'while os.path.exists(sys.argv[2]): time.sleep(0.01)',
    'open(os.path.join(sysconfig.get_path("purelib"), "lent.pth"), "w").write(sys.argv[1])',
  ].join('\n');
  writeFileSync(home.path('lend.py'), lend);
  program(
    home,
    'uv',
    `echo "$1" >> '${home.path('calls')}'
case "$1" in
  --version) echo 'uv 0.0.0' ;;
  venv) for folder; do :; done; exec '${python()}' -m venv --without-pip "$folder" ;;
  pip) exec "$4" '${home.path('lend.py')}' '${sitePackages()}' '${home.path('hold')}' '${home.path('pid')}' ;;
esac`,
  );
}

let packages: string | undefined;

function sitePackages(): string {
  const ask = 'import os, grpc; print(os.path.dirname(os.path.dirname(grpc.__file__)))';
  packages ??= execFileSync(python(), ['-c', ask], { encoding: 'utf8' }).trim();
  return packages;
}

/** Installations wait from now on, until the given function is called. */
export function hold(home: World): () => void {
  writeFileSync(home.path('hold'), '');
  return () => rmSync(home.path('hold'), { force: true });
}

/** The process that installs, or was the last to. */
export function installer(home: World): number {
  return Number(readFileSync(home.path('pid'), 'utf8'));
}

/** How many environments uv was told to make. */
export function builds(home: World): number {
  if (!existsSync(home.path('calls'))) return 0;
  return readFileSync(home.path('calls'), 'utf8')
    .split('\n')
    .filter((call) => call === 'venv').length;
}

/** What lies in the cache: environments, half-made ones and locks. */
export function cacheEntries({ cacheDir }: World): string[] {
  const folder = join(cacheDir, 'python');
  return existsSync(folder) ? readdirSync(folder) : [];
}
