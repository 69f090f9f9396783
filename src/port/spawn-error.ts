/** Why a process could not be started, in words: which program, what the system said, and what to do. */
import { existsSync } from 'node:fs';
import { VivariumError } from '../model/errors.ts';

const REMEDIES: Record<string, string> = {
  ENOENT: 'there is no such program: check the path, or set VIVARIUM_PYTHON to a Python 3.10 or newer',
  EACCES: 'the file may not be executed: check its mode (chmod +x) and the folders above it',
  ENOEXEC: 'the file is not a program for this system: give the path of a Python interpreter',
  EAGAIN: 'the limit of processes is reached: raise `ulimit -u` or make the pool smaller',
  ENOMEM: 'the system is out of memory: make the pool smaller',
  EMFILE: 'this process has too many open files: raise `ulimit -n`',
  ENFILE: 'the system has too many open files: raise fs.file-max',
  E2BIG: 'its arguments and environment are too long together: pass less in the pool’s `env`',
};

/** What may be over when the same thing is tried again. */
const PASSING = new Set(['EAGAIN', 'ENOMEM', 'EMFILE', 'ENFILE']);

/** A `VIV_START_FAILED` error; its facts are `python`, `cwd` and `errno`. */
export function spawnError(cause: unknown, { python, cwd }: { python: string; cwd?: string }): VivariumError {
  const { code, message } = cause as NodeJS.ErrnoException;
  const why =
    cwd !== undefined && !existsSync(cwd) // the system answers ENOENT to a missing folder too
      ? `its working folder ${cwd} does not exist: create it or change \`cwd\``
      : (REMEDIES[code ?? ''] ?? message);
  const text = `cannot start ${JSON.stringify(python)}: ${why}${code === undefined ? '' : ` (${code})`}`;
  const retryable = PASSING.has(code ?? '');
  return new VivariumError('VIV_START_FAILED', text, { python, cwd, errno: code }, { cause, retryable });
}
