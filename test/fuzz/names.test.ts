/** Names that mean something to every object, wherever a name from outside becomes a key: they are names like others, or refused. */
import { afterEach, describe, expect, test } from 'vitest';
import { createRuntime, isVivariumError, type Runtime, tool } from '../../src/index.ts';
import { silentLog } from '../../src/model/log.ts';
import { inherited, LOADED } from './dice.ts';

let runtime: Runtime | undefined;
afterEach(() => runtime?.stop({ grace: 0 }));

const own = (name: string, value: unknown): Record<string, unknown> => Object.fromEntries([[name, value]]);

describe.each(LOADED)('%s', (name) => {
  test('is a session, a variable, a tag and metadata like any other', async () => {
    const before = inherited();
    runtime = createRuntime({ logger: silentLog });
    await runtime.start();
    const session = runtime.sessions.get(name);
    await session.set(name, 1, { tags: own(name, 'red') as Record<string, string> });
    expect(await session.get(name)).toBe(1);
    expect((await session.list()).map((variable) => variable.name)).toEqual([name]);
    expect(await runtime.sessions.get('another').list()).toEqual([]);
    expect(inherited()).toBe(before);
  });

  test('is a host tool, a pool or an option, or refused with its name', () => {
    const before = inherited();
    const echo = tool({ description: 'Echo', parameters: [], execute: () => 1 });
    const refusals = [
      { tools: own(name, echo) },
      { pools: own(name, { adapter: './a.py' }) },
      own(name, 1),
      { sessions: own(name, 1) },
      { pools: { ml: { adapter: './a.py', ...own(name, 1) } } },
    ].map((options) => {
      try {
        createRuntime({ ...(options as object), logger: silentLog });
      } catch (error) {
        return isVivariumError(error, 'VIV_BAD_CONFIG') || error;
      }
      return 'taken';
    });
    expect(refusals.filter((outcome) => outcome !== true && outcome !== 'taken')).toEqual([]);
    expect(refusals.slice(3)).toEqual([true, true]);
    expect(inherited()).toBe(before);
  });
});
