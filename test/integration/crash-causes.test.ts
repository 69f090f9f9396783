/** Real crashes of real Python processes: each report names its cause on its first line. */
import { afterEach, describe, expect, test } from 'vitest';
import { type CrashReport, formatCrash } from '../../src/index.ts';
import { eventually } from '../support/eventually.ts';
import { rejection, running, type Service, service, stopServices } from '../support/service.ts';

afterEach(stopServices);

async function crashOf({ crashes }: Service): Promise<CrashReport> {
  return eventually(() => crashes[0], { what: 'a crash is reported' }) as Promise<CrashReport>;
}

const firstLine = (report: CrashReport): string => formatCrash(report).split('\n', 1)[0] ?? '';

describe('the first line of the report', () => {
  test('of a segfault has the signal and the function that called native code', async () => {
    const crashed = await running('crasher');
    await rejection(crashed.pool.call('segfault', {}));
    const report = await crashOf(crashed);
    expect(firstLine(report)).toMatch(
      /^worker:ml\/1#1 \(pid \d+, \w+ lane\) crashed after \S+: killed by SIGSEGV \(a crash in native code\), in segfault \(crasher\.py:\d+\)$/,
    );
    expect(report).toMatchObject({ why: 'exited', signal: 'SIGSEGV', code: null });
    expect(report.stacks.find(({ current }) => current)?.frames.at(-1)?.function).toBe('string_at');
    expect(report.inFlight).toMatchObject([{ tool: 'segfault', became: 'failed' }]);
  });

  test('of a worker that ran into its memory limit in native code has the limit', async () => {
    const crashed = await running('crasher', { memory: 1024 * 2 ** 20 });
    await rejection(crashed.pool.call('allocate_in_native_code', {}));
    expect(firstLine(await crashOf(crashed))).toMatch(
      /: out of memory \(its limit is 1024 MiB\): killed by SIGABRT \(.+\), in allocate_in_native_code \(crasher\.py:\d+\)$/,
    );
  });

  test('of a kill from outside, as by a system without memory, says both', async () => {
    const crashed = await running('crasher');
    await rejection(crashed.pool.call('be_killed', {}));
    expect(firstLine(await crashOf(crashed))).toMatch(
      /: killed by SIGKILL \(kill -9, or the system ran out of memory\)$/,
    );
  });

  test('of a deadlock has the function that hangs, and the report the stack of every thread', async () => {
    const crashed = await running('crasher', { heartbeat: { interval: '20ms' } });
    await rejection(crashed.pool.call('deadlock', {}));
    const report = await crashOf(crashed);
    expect(firstLine(report)).toMatch(
      /: no sign of life for \S+ \(its process sleeps\), in deadlock \(crasher\.py:\d+\)$/,
    );
    expect(report).toMatchObject({ why: 'hung', signal: 'SIGKILL' });
    expect(report.stacks.length).toBeGreaterThan(1);
  });

  test('of a tool that was killed for its timeout has both, and the call that its caller had given up', async () => {
    const crashed = await running('crasher');
    await rejection(crashed.pool.call('deadlock', {}, { timeout: '100ms', onTimeout: 'kill' }));
    const report = await crashOf(crashed);
    expect(firstLine(report)).toMatch(
      /: ml\.deadlock took longer than 100ms, while its tool ran, in deadlock \(crasher\.py:\d+\)$/,
    );
    expect(report.inFlight).toMatchObject([{ tool: 'deadlock', became: 'abandoned' }]);
  });

  test('of an exception in `initialize` has the exception', async () => {
    const crashed = service('crasher', { config: { start: 'raise' }, intensity: 0 });
    await rejection(crashed.runtime.start());
    const report = await crashOf(crashed);
    expect(firstLine(report)).toMatch(/: RuntimeError: no GPU, in initialize \(crasher\.py:\d+\)$/);
    expect(report.python?.traceback).toContain('raise RuntimeError("no GPU")');
  });

  test('of an `initialize` that never returns has the line at which it waits', async () => {
    const crashed = service('crasher', { config: { start: 'hang' }, intensity: 0, startTimeout: '2s' });
    await rejection(crashed.runtime.start());
    expect(firstLine(await crashOf(crashed))).toMatch(
      /: did not load its adapter before its start deadline, in initialize \(crasher\.py:\d+\)$/,
    );
  });
});
