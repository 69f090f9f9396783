/** Results on stdout. A reader that leaves early, `head` for example, is no failure. */
import { Interrupted } from './interrupt.ts';
import { toJson } from './json.ts';

// Each write tells its own fate; without a listener the stream's event would end this process with a stack trace.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

/** Resolves when the line is on its way, so that a slow reader slows its writer. @throws Interrupted when nobody reads. */
export function printLine(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(`${text}\n`, (error: NodeJS.ErrnoException | null | undefined) => {
      if (!error) resolve();
      else reject(error.code === 'EPIPE' ? new Interrupted('SIGPIPE') : error);
    });
  });
}

/** A tool's result: a string as it is, everything else as JSON; with `json` always JSON. One line, unless the string has more. */
export function printValue(value: unknown, json: boolean): Promise<void> {
  return printLine(typeof value === 'string' && !json ? value : toJson(value));
}
