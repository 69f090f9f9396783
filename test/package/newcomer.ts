/** Follows a guide to the letter in a folder: its files are written, its commands run, and what they print is compared. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from '../support/eventually.ts';

const execute = promisify(execFile);

export interface Step {
  readonly command: string;
  /** What the guide says that it prints; undefined where it says nothing. */
  readonly expected: string | undefined;
}

export interface Done extends Step {
  readonly printed: string;
}

/** `curl … # what it prints` */
export function stepsOf(markdown: string): Step[] {
  return [...markdown.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, body = '']) =>
    body
      .trimEnd()
      .split('\n')
      .map((line) => {
        const [command = '', expected] = line.split(/\s{2,}# /);
        return { command, expected };
      }),
  );
}

/** @param replaced commands that are run in another form, because what they install is not published yet. */
export async function follow(
  markdown: string,
  folder: string,
  { env, replaced }: { readonly env: NodeJS.ProcessEnv; readonly replaced: (command: string) => string },
): Promise<Done[]> {
  for (const [, body = '', name = ''] of markdown.matchAll(/^```\w+\n((?:#|\/\/) ([\w.]+)\n.*?)^```$/gms))
    writeFileSync(join(folder, name), body);
  const done: Done[] = [];
  const server = { stop: async (): Promise<void> => {} };
  try {
    for (const step of stepsOf(markdown)) {
      if (step.command === 'node server.js') {
        server.stop = await serve(folder, env);
        continue;
      }
      const { stdout } = await execute('sh', ['-c', replaced(step.command)], { cwd: folder, env });
      done.push({ ...step, printed: stdout.trim().replaceAll('\n', ' ') });
    }
  } finally {
    await server.stop();
  }
  return done;
}

/** Resolves when it serves, with what stops it. */
async function serve(folder: string, env: NodeJS.ProcessEnv): Promise<() => Promise<void>> {
  const server = spawn(process.execPath, ['server.js'], { cwd: folder, env, stdio: 'ignore' });
  const exited = once(server, 'exit');
  const url = `http://localhost:${/port: (\d+)/.exec(readFileSync(join(folder, 'server.js'), 'utf8'))?.[1]}/health/ready`;
  await eventually(async () => (await fetch(url)).ok, { timeout: 20_000 });
  return async () => {
    server.kill('SIGTERM');
    const [code] = await exited;
    if (code !== 0) throw new Error(`the service ended with ${code}`);
  };
}
