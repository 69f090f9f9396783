/** A task supervisor, and what is asked of tasks under it. */
import { child, taskSupervisor, tasks } from '../../src/kernel/index.ts';
import { defer, testSystem } from './support.ts';

export const build = (options: Parameters<typeof taskSupervisor>[0] = {}) => {
  const made = testSystem();
  const jobs = made.system.start(child('jobs', taskSupervisor(options)));
  return { ...made, jobs, under: tasks(jobs.ref), running: () => made.system.tree()[0]?.children?.length };
};

/** Runs until its gate opens, or until it is told to end, which it then takes `cleanup` for. */
export const patient = (cleanup: Promise<void> = Promise.resolve()) => {
  const gate = defer<string>();
  const heard: string[] = [];
  const fn = ({ signal }: { signal: AbortSignal }) =>
    new Promise<string>((resolve, reject) => {
      void gate.promise.then(resolve, reject);
      signal.addEventListener('abort', () => {
        heard.push('told');
        void cleanup.then(() => reject(signal.reason));
      });
    });
  return { gate, heard, fn };
};

export const boom = async (): Promise<never> => {
  throw new TypeError('boom');
};
