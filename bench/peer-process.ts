/** A Python process of a peer: it ends when its stdin does, so none outlives the benchmark. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { here, python } from './places.ts';

export interface Server {
  readonly pids: readonly number[];
  /** Resolves when it has printed a line: it listens. */
  ready(): Promise<void>;
  stop(): Promise<void>;
}

/** @param script a file of `peers/`. */
export function serve(script: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Server {
  return server(spawnPython([here('peers', script), ...args], env), script);
}

/** @param args of the interpreter. */
export function spawnPython(args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  const path = [here(), env['PYTHONPATH']].filter(Boolean).join(':');
  return spawn(python(), args, {
    env: { PATH: process.env['PATH'], ...env, PYTHONPATH: path },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}

export function server(child: ChildProcess, name: string): Server {
  const { pid, stdout } = child;
  if (pid === undefined || stdout === null) throw new Error(`${name} could not be started: is there ${python()}?`);
  const ended = once(child, 'exit');
  const listens = once(stdout, 'data').then(() => void stdout.resume());
  return {
    pids: [pid],
    async ready() {
      const code = await Promise.race([listens, ended.then(([code]: number[]) => `${code}`)]);
      if (typeof code === 'string') throw new Error(`${name} ended with ${code} before it listened`);
    },
    async stop() {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await ended;
    },
  };
}
