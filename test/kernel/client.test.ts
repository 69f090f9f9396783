import { describe, expect, it } from 'vitest';
import { child, dynamicSupervisor, supervise, supervisor } from '../../src/kernel/index.ts';
import { childRef, simple, testSystem, worker } from './support.ts';

describe('a supervisor of known children answers as OTP does', () => {
  const build = () => {
    const made = testSystem();
    const app = made.system.start(child('app', supervise({ children: [child('a', worker(10))] })));
    return { ...made, app, ask: supervisor(app.ref) };
  };

  it('startChild: a new id runs; an id that is running or known is refused', async () => {
    const { ask, clock, app } = build();
    expect(await ask.startChild(child('b', simple()))).toEqual({ ok: await childRef(app, 'b') });
    expect(await ask.startChild(child('b', simple()))).toEqual({ error: 'already_started' });
    const stopping = ask.terminateChild('a');
    clock.advance(10);
    expect(await stopping).toEqual({ ok: true });
    expect(await ask.startChild(child('a', simple()))).toEqual({ error: 'already_present' });
  });

  it('startChild: hands over what the child said at its start, and keeps nothing of a start that failed', async () => {
    const { ask } = build();
    const info = child('b', simple(), { ack: true, input: (life) => queueMicrotask(() => life.ack('port 80')) });
    expect(await ask.startChild(info)).toMatchObject({ info: 'port 80' });
    const failing = child('c', simple(), { ack: true, input: (life) => life.fail('no_disk') });
    expect(await ask.startChild(failing)).toEqual({ error: 'no_disk' });
    const nothing = child('d', simple(), { ack: true, input: (life) => life.ignore() });
    expect(await ask.startChild(nothing)).toEqual({ ok: null });
    expect((await ask.whichChildren()).map(({ id }) => id)).toEqual(['a', 'b', 'd']);
  });

  it('restartChild and deleteChild: only of a child that is down', async () => {
    const { ask, clock } = build();
    expect(await ask.restartChild('a')).toEqual({ error: 'running' });
    expect(await ask.deleteChild('a')).toEqual({ error: 'running' });
    expect(await ask.deleteChild('x')).toEqual({ error: 'not_found' });
    const stopping = ask.terminateChild('a');
    clock.advance(10);
    await stopping;
    expect(await ask.restartChild('a')).toHaveProperty('ok.id', 'a');
    const again = ask.terminateChild('a');
    clock.advance(10);
    await again;
    expect(await ask.deleteChild('a')).toEqual({ ok: true });
    expect(await ask.countChildren()).toEqual({ specs: 0, active: 0, supervisors: 0, workers: 0 });
  });

  it('whichChildren, countChildren and getChildSpec', async () => {
    const { ask, app } = build();
    await ask.startChild(child('s', supervise({ children: [] })));
    expect(await ask.whichChildren()).toEqual([
      { id: 'a', child: await childRef(app, 'a'), type: 'worker' },
      { id: 's', child: await childRef(app, 's'), type: 'supervisor' },
    ]);
    expect(await ask.countChildren()).toEqual({ specs: 2, active: 2, supervisors: 1, workers: 1 });
    expect(await ask.getChildSpec('a')).toMatchObject({ ok: { restart: 'permanent', shutdown: 5_000 } });
    expect(await ask.getChildSpec('s')).toMatchObject({ ok: { shutdown: 'infinity' } });
    expect(await ask.getChildSpec(await childRef(app, 's')), 'a ref is for dynamic supervisors').toEqual({
      error: 'not_found',
    });
    expect(await ask.getChildSpec('x')).toEqual({ error: 'not_found' });
  });

  it('one request after another: what is asked while it is stopping a child waits', async () => {
    const { ask, clock } = build();
    const order: string[] = [];
    const first = ask.terminateChild('a').then(() => order.push('terminated'));
    const second = ask.startChild(child('b', simple())).then(() => order.push('started'));
    await Promise.resolve();
    expect(order).toEqual([]);
    clock.advance(10);
    await Promise.all([first, second]);
    expect(order).toEqual(['terminated', 'started']);
  });

  it('and rejects when it is gone, or goes before it answers', async () => {
    const { ask, app, clock } = build();
    const pending = ask.terminateChild('a');
    const unheard = ask.startChild(child('b', simple()));
    void app.kill();
    await expect(pending).rejects.toMatchObject({ code: 'VIV_STOPPED', facts: { path: 'app', reason: 'killed' } });
    await expect(unheard).rejects.toMatchObject({ code: 'VIV_STOPPED' });
    clock.advance(10);
    await expect(ask.countChildren()).rejects.toMatchObject({ facts: { reason: 'noproc' } });
  });

  it('only supervisors can be asked', () => {
    const { system } = testSystem();
    const plain = system.start(child('plain', simple()));
    return expect(supervisor(plain.ref).countChildren()).rejects.toMatchObject({ code: 'VIV_BAD_CONFIG' });
  });
});

describe('a dynamic supervisor', () => {
  const build = (options: Parameters<typeof dynamicSupervisor>[0] = {}) => {
    const made = testSystem();
    const pool = made.system.start(child('pool', dynamicSupervisor(options)));
    return { ...made, pool, ask: supervisor(pool.ref) };
  };
  const start = async (ask: ReturnType<typeof supervisor>, spec: Parameters<typeof ask.startChild>[0]) => {
    const result = await ask.startChild(spec);
    if (!('ok' in result) || result.ok === null) throw new Error('it should have started');
    return result.ok;
  };

  it('takes children with equal ids, and forgets them when they end for good', async () => {
    const { ask } = build();
    const temporary = child('job', worker(), { restart: 'temporary' });
    const first = await start(ask, temporary);
    await start(ask, temporary);
    expect((await ask.countChildren()).active).toBe(2);
    first.send({ type: 'END' });
    expect(await ask.countChildren()).toMatchObject({ specs: 1, active: 1 });
  });

  it('restarts a permanent one in its place', async () => {
    const { ask, system } = build();
    const job = await start(ask, child('job', simple()));
    job.send({ type: 'CRASH' });
    expect(system.tree()[0]?.children).toMatchObject([{ id: 'job', incarnation: 2, state: 'running' }]);
  });

  it('terminates by ref, and only the incarnation that was meant', async () => {
    const { ask, system } = build();
    const job = await start(ask, child('job', simple()));
    job.send({ type: 'CRASH' });
    expect(await ask.terminateChild(job)).toEqual({ error: 'not_found' });
    const [now] = await ask.whichChildren();
    if (typeof now?.child !== 'object' || now.child === null) throw new Error('it should run');
    expect(await ask.terminateChild(now.child)).toEqual({ ok: true });
    expect(await ask.terminateChild('job')).toEqual({ error: 'simple_one_for_one' });
    expect(system.tree()[0]?.children).toEqual([]);
  });

  it('refuses more than maxChildren', async () => {
    const { ask } = build({ maxChildren: 1 });
    await start(ask, child('a', simple()));
    expect(await ask.startChild(child('b', simple()))).toEqual({ error: 'max_children' });
  });

  it('stops all at the same time', async () => {
    const { ask, pool, clock } = build();
    for (let i = 0; i < 100; i++) await start(ask, child('job', worker(10), { restart: 'temporary' }));
    const stopped = pool.stop();
    clock.advance(10);
    expect(await stopped).toBe('shutdown');
  });

  it('gives up like any other', async () => {
    const { ask, pool } = build({ intensity: 0 });
    const job = await start(ask, child('job', simple()));
    job.send({ type: 'CRASH' });
    expect(await pool.exited).toBe('shutdown');
  });
});
