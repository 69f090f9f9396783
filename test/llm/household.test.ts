/** The actors of clients under their supervisor: what is left when one of them, or the supervisor itself, is killed. */
import { describe, expect, test } from 'vitest';
import { child, createSystem, exit, supervise } from '../../src/kernel/index.ts';
import { Breaker } from '../../src/llm/breaker.ts';
import { Household } from '../../src/llm/household.ts';
import { VirtualClock } from '../../src/testing/virtual-clock.ts';

function home() {
  const clock = new VirtualClock();
  const system = createSystem({ clock });
  const household = new Household();
  const handle = system.start(child('clients', supervise({ children: [household.child()] })));
  const timers = () => system.timers;
  const breaker = (client: string): Breaker => {
    const made = new Breaker({
      client,
      failures: 1,
      recoveryMs: 1_000,
      timers,
      now: () => clock.now(),
      changed: () => {},
    });
    household.add(made.child());
    return made;
  };
  const find = (id: string) => [...system.census()].find(({ node }) => node.id === id);
  const kill = (id: string): void => {
    const ref = find(id)?.ref;
    if (ref !== undefined) exit(ref, 'kill');
  };
  return { clock, system, household, handle, breaker, find, kill };
}

describe('the actor of a client', () => {
  test('is restarted when it is killed, with a closed circuit, and hears nothing of requests from before', () => {
    const { breaker, find, kill } = home();
    const made = breaker('llm:a');
    const pass = made.admit();
    made.ended(made.admit(), 'FAILED', new Error('down'));
    expect(() => made.admit()).toThrow(/llm:a: the circuit is open, it tries again in 1\.0s; the last failure: down/);
    kill('llm:a');
    expect(find('llm:a')?.node).toMatchObject({ incarnation: 2, snapshotValue: 'closed' });
    made.ended(pass, 'FAILED');
    expect(made.info()).toEqual({ state: 'closed', failures: 0, retryAfterMs: 0 });
  });

  test('comes back with its supervisor, also when it was added after the supervisor had started', () => {
    const { clock, breaker, find, kill } = home();
    const made = breaker('llm:late');
    kill('llm');
    clock.advance(0);
    expect(find('llm:late')).toBeDefined();
    made.ended(made.admit(), 'FAILED');
    expect(made.info().state).toBe('open');
    clock.advance(1_000);
    expect(made.info().state).toBe('half_open');
  });

  test('is gone when its client is closed', async () => {
    const { household, breaker, find, handle } = home();
    breaker('llm:a');
    await household.remove('llm:a');
    expect(find('llm:a')).toBeUndefined();
    await handle.stop();
    await household.remove('llm:a');
  });
});
