/** Reads what a process prints: lines as they come, and the end of stderr for the crash report. */
import type { Readable } from 'node:stream';
import type { Clock, Ms } from '../model/clock.ts';
import { lineSplitter } from './lines.ts';
import { createTail } from './tail.ts';

export type OutputName = 'stdout' | 'stderr';

export interface Output {
  /** The last 8 KB of stderr. */
  stderrTail(): string;
  /**
   * The process has ended: calls `done` once both streams have ended, or after `withinMs` when somebody else
   * (a grandchild that left the process group) holds them open. Nothing is read after that.
   */
  finish(clock: Clock, withinMs: Ms, done: () => void): void;
}

/** Lines are handed over as they are read, so a slow listener slows the process down and no queue grows. */
export function readOutput(
  stdout: Readable,
  stderr: Readable,
  onLine: (name: OutputName, line: string) => void,
): Output {
  const tail = createTail();
  const open = new Set<OutputName>();
  let onAllClosed = (): void => {};

  const read = (name: OutputName, stream: Readable): void => {
    const lines = lineSplitter((line) => onLine(name, line));
    open.add(name);
    stream.on('data', (bytes: Buffer) => {
      if (name === 'stderr') tail.push(bytes);
      lines.push(bytes);
    });
    stream.on('error', () => stream.destroy()); // a pipe that cannot be read has nothing more to say
    stream.once('close', () => {
      lines.end();
      open.delete(name);
      if (open.size === 0) onAllClosed();
    });
  };
  read('stdout', stdout);
  read('stderr', stderr);

  return {
    stderrTail: tail.text,
    finish(clock, withinMs, done) {
      const timer = clock.setTimeout(() => {
        stdout.destroy(); // both then close, which hands over a last line without its end
        stderr.destroy();
      }, withinMs);
      onAllClosed = () => {
        clock.clearTimeout(timer);
        done();
      };
      if (open.size === 0) onAllClosed();
    },
  };
}
