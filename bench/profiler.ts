/** Watches what runs in this process, and in the Python processes that have the means (`profiled.py`). */
import { writeFile } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';
import type { Subject } from './subject.ts';

const INTERVAL_US = 200;

/** Runs it and puts what V8 saw into a file; Python's side begins anew with it and tells at its end. */
export async function watched<T>(subject: Subject, file: string, run: () => Promise<T>): Promise<T> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: INTERVAL_US });
  await tellPython(subject);
  await session.post('Profiler.start');
  const result = await run();
  const { profile } = await session.post('Profiler.stop');
  await tellPython(subject);
  await writeFile(file, JSON.stringify(profile));
  session.disconnect();
  return result;
}

/** The answer to a call says that the signal has been handled. */
async function tellPython(subject: Subject): Promise<void> {
  for (const pid of subject.pids()) process.kill(pid, 'SIGUSR1');
  await subject.add?.(1, 2);
}
