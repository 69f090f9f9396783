/** The Python the tests run: `VIVARIUM_PYTHON`, else the newest on the PATH that works. */
import { spawnSync } from 'node:child_process';

let found: string | undefined;

/** Path of a real interpreter, 3.10 or newer; never a launcher script that only forwards to one. */
export function python(): string {
  found ??= process.env['VIVARIUM_PYTHON'] ?? search();
  return found;
}

function search(): string {
  const ask = 'import sys; print(sys.executable); sys.exit(sys.version_info < (3, 10))';
  for (const name of ['python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python3', 'python']) {
    const { status, stdout } = spawnSync(name, ['-c', ask], { encoding: 'utf8' });
    if (status === 0 && stdout.trim() !== '') return stdout.trim();
  }
  throw new Error('no Python 3.10 or newer on the PATH: set VIVARIUM_PYTHON');
}
