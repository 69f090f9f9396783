/** Bad input is refused where it is written down, by an error that names the field, what it holds and what it takes. */
import { describe, expect, it } from 'vitest';
import { createActor } from 'xstate';
import { child, createSystem, supervise, supervisor, taskSupervisor, tasks } from '../../src/kernel/index.ts';
import { simple } from './support.ts';
import { any, WRONG } from './wrong-input.ts';

describe('what is wrong is refused where it is written down', () => {
  it.each(WRONG)('%s', (_title, make, message) => {
    const refused = expect.objectContaining({ code: 'VIV_BAD_CONFIG', message: expect.stringContaining(message) });
    expect(make).toThrow(refused);
  });

  it('and every error says in its facts which field it is about', () => {
    for (const [, make, message] of WRONG) {
      try {
        make();
      } catch (error) {
        expect(error).toMatchObject({
          facts: { field: message.slice(0, message.indexOf(': ')), expected: expect.any(String) },
        });
      }
    }
    expect.assertions(WRONG.length);
  });
});

describe('what is wrong in the place where it is put', () => {
  it('a top-level actor whose id is taken, or that is no child at all', () => {
    const system = createSystem();
    system.start(child('a', simple()));
    expect(() => system.start(child('a', simple()))).toThrow(
      'id: expected an id of which no top-level actor is alive, got string "a"',
    );
    expect(() => system.start(any(simple()))).toThrow('system.start(spec): expected what child(id, logic, …) makes');
  });

  it('a misspelt option of a system', () => {
    expect(() => createSystem(any({ onLifecyle: () => undefined }))).toThrow(
      'createSystem: expected onLifecycle (there is no such option), got string "onLifecyle"',
    );
  });

  it('a child that is none: the supervisor lives on', async () => {
    const app = createSystem().start(child('app', supervise({ children: [] })));
    await expect(supervisor(app.ref).startChild(any(simple()))).rejects.toThrow(
      'startChild(spec): expected what child',
    );
    expect(await supervisor(app.ref).countChildren()).toMatchObject({ specs: 0 });
  });

  it('a handle in the place of its ref, or the ref of one that supervises nobody', async () => {
    const system = createSystem();
    const app = system.start(child('app', supervise({ children: [] })));
    const a = system.start(child('a', simple()));
    const message = 'supervisor(ref): expected the ref of a running supervisor, got';
    await expect(supervisor(any(app)).countChildren()).rejects.toThrow(`${message} object`);
    await expect(supervisor(a.ref).countChildren()).rejects.toThrow(`${message} string "a"`);
  });

  it('a stream with no tasks at a time', () => {
    const jobs = createSystem().start(child('jobs', taskSupervisor()));
    expect(() => tasks(jobs.ref).asyncStream([1], (i) => i, { maxConcurrency: 0 })).toThrow(
      'maxConcurrency: expected a whole number from 1',
    );
    expect(() => tasks(jobs.ref).asyncStream([1], (i) => i, { onTimeout: any('kill') })).toThrow(
      "onTimeout: expected 'exit' or 'kill_task'",
    );
  });

  it('a supervisor started as a plain xstate actor', () => {
    const actor = createActor(supervise({ children: [] }));
    let seen: unknown;
    actor.subscribe({
      error: (error) => {
        seen = error;
      },
    });
    actor.start();
    expect(seen).toMatchObject({ code: 'VIV_BAD_CONFIG' });
  });
});
