/** The tree as data, whenever it is asked for. */
import { describe, expect, it } from 'vitest';
import { child, createSystem, supervise } from '../../src/kernel/index.ts';
import { simple, testSystem } from './support.ts';

describe('the tree', () => {
  it('can be asked for while the input of a child is computed: the child is starting', async () => {
    const { system } = testSystem();
    const seen: unknown[] = [];
    const input = () => void seen.push(...system.tree());
    const app = system.start(child('app', supervise({ children: [child('a', simple(), { input })] })));
    await app.ready;
    expect(seen).toMatchObject([{ state: 'starting', children: [{ path: 'app/a', state: 'starting' }] }]);
    system.start(child('top', simple(), { input }));
    expect(seen.at(-1)).toMatchObject({ path: 'top', state: 'starting' });
  });

  it('says at each event of a lifecycle how far everybody is', async () => {
    const seen: string[] = [];
    const system = createSystem({
      onLifecycle: ({ type, id }) => {
        const [app] = system.tree();
        seen.push([type, id, ...(app?.children?.map(({ state }) => state) ?? [])].join(' '));
      },
    });
    const children = ['a', 'b'].map((id) => child(id, simple(), { name: id }));
    const app = system.start(child('app', supervise({ strategy: 'one_for_all', children })));
    system.whereis('b')?.send({ type: 'CRASH' });
    await app.stop();
    expect(seen).toEqual([
      ...['started a starting stopped', 'started b running starting', 'started app running running'],
      ...['exit b running stopped', 'restarting b stopping restarting', 'stopped a stopped restarting'],
      ...['started a starting restarting', 'started b running starting'],
      ...['stopped b running stopped', 'stopped a stopped stopped', 'stopped app'],
    ]);
  });
});

describe('a handle', () => {
  it('says of the ref that a failed start has not got one', async () => {
    const { system } = testSystem();
    const failed = system.start(child('a', simple(), { input: (life) => life.fail('no_disk'), ack: true }));
    await expect(failed.ready).rejects.toThrow('no_disk');
    expect(() => failed.ref).toThrow('a has no actor: it did not start');
  });
});
