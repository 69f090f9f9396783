/** Runs one program. It shares our terminal and its Ctrl-C; a SIGTERM to us is passed on, and nothing outlives us. */
import { spawn } from 'node:child_process';

/** Resolves with its exit code; 128 and more when a signal ended it, 127 when it could not be started. */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    const pass = (signal) => child.kill(signal);
    const wait = () => {}; // the terminal has told the child too: it ends first
    process.on('SIGTERM', pass).on('SIGINT', wait);
    const end = (code) => {
      process.off('SIGTERM', pass).off('SIGINT', wait);
      resolve(code);
    };
    child.once('error', () => end(127));
    child.once('exit', (code, signal) => end(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });
}

/**
 * The same, quiet: resolves with the exit code and the end of what it said. It has a process group of its own, which ends
 * with us: an interrupt ends all of it before it ends this program.
 */
export async function runQuietly(command, args, options = {}) {
  let said = '';
  let interrupt;
  const group = process.platform !== 'win32';
  const code = await new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: group, ...options });
    const stop = (signal) => {
      interrupt = signal;
      try {
        if (group && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
        else child.kill();
      } catch {
        // it has ended at this moment
      }
    };
    process.on('SIGINT', stop).on('SIGTERM', stop).on('SIGHUP', stop);
    const end = (status) => {
      process.off('SIGINT', stop).off('SIGTERM', stop).off('SIGHUP', stop);
      resolve(status);
    };
    const hear = (bytes) => {
      said = (said + bytes).slice(-16_384);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', (error) => {
      said += error.message;
      end(127);
    });
    child.once('close', (status) => end(status ?? 1));
  });
  if (interrupt !== undefined) process.exit(interrupt === 'SIGINT' ? 130 : 143);
  return { code, said };
}
