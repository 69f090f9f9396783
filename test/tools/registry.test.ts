import { describe, expect, test } from 'vitest';
import { realClock } from '../../src/model/clock.ts';
import { isVivariumError } from '../../src/model/errors.ts';
import { ToolExists } from '../../src/model/tool-errors.ts';
import type { HostTool } from '../../src/tools/host-tool.ts';
import { ToolRegistry } from '../../src/tools/registry.ts';
import { tool } from '../../src/tools/tool.ts';
import { aRequest, aSession, hostTools } from './support.ts';

const says = (text: string, more: { exposedToPython?: boolean } = {}): HostTool =>
  tool({ description: `Says ${text}`, execute: () => text, ...more });

describe('a registry of host tools', () => {
  const registry = (): ToolRegistry => new ToolRegistry('the runtime', realClock, { hello: says('hello') });

  test('lists what it has, with schemas', () => {
    expect(registry().list()).toEqual([
      {
        name: 'hello',
        description: 'Says hello',
        parameters: { type: 'object' },
        streaming: false,
        idempotent: false,
        exposedToPython: true,
        enabled: true,
      },
    ]);
  });

  test('refuses a second tool of the same name unless it is told to replace the first', () => {
    const tools = registry();
    const other = says('other');
    expect(() => tools.register('hello', other)).toThrow(ToolExists);
    tools.register('hello', other, { replace: true });
    expect(tools.get('hello')).toBe(other);
  });

  test.each(['session:get', '', 'a b', '-x', 'x'.repeat(65), '__proto__/x'])('refuses the name %j', (name) => {
    expect(() => registry().register(name, says('x'))).toThrow(/VIV|names of up to 64 letters/);
  });

  test('has nothing under the names that every object inherits', () => {
    expect(registry().get('constructor')).toBeUndefined();
    expect(registry().get('__proto__')).toBeUndefined();
  });

  test('refuses what tool() did not make', () => {
    const options = { description: 'x', execute: () => 1 };
    // @ts-expect-error the compiler says so too
    expect(() => registry().register('x', options)).toThrow('tools.x: expected what tool({ … }) returns, got object');
  });

  test('forgets a tool that is unregistered, and says whether it was there', () => {
    const tools = registry();
    expect([tools.unregister('hello'), tools.unregister('hello')]).toEqual([true, false]);
    expect(tools.list()).toEqual([]);
  });

  test('enabling a tool it does not have is told with those it has', () => {
    expect(() => registry().enable('helo')).toThrow('host tool helo not found. Available tools: hello');
  });

  test('holds a thousand tools and no more', () => {
    const tools = new ToolRegistry('the runtime', realClock);
    for (let n = 0; n < 1_000; n++) tools.register(`t${n}`, says('x'));
    expect(() => tools.register('one', says('x'))).toThrow('at most 1000 tools in one scope');
    tools.register('t1', says('y'), { replace: true });
  });
});

describe('a name is looked up', () => {
  const scopes = () => {
    const tools = hostTools({ tools: { who: says('runtime'), far: says('far') }, poolTools: { who: says('pool') } });
    const session = aSession('s', new ToolRegistry('session s', tools.clock, { who: says('session') }));
    return { ...tools, session };
  };

  test('in the session first, then in the pool, then in the runtime', async () => {
    const { host, session } = scopes();
    expect(await host.run(aRequest('who', {}, { session }))).toBe('session');
    expect(await host.run(aRequest('who'))).toBe('pool');
    expect(await host.run(aRequest('who', {}, { pool: 'other' }))).toBe('runtime');
    expect(await host.run(aRequest('far', {}, { session }))).toBe('far');
  });

  test('past a tool that is disabled, until it is enabled again', async () => {
    const { host, session } = scopes();
    session.tools.disable('who');
    expect(await host.run(aRequest('who', {}, { session }))).toBe('pool');
    session.tools.enable('who');
    expect(await host.run(aRequest('who', {}, { session }))).toBe('session');
  });

  test('and each is listed once, the nearest', () => {
    const { host, session } = scopes();
    const listed = host.list({ session, pool: 'ml', python: true });
    expect(listed.map(({ name, description }) => [name, description])).toEqual([
      ['who', 'Says session'],
      ['far', 'Says far'],
    ]);
  });

  test('in vain by Python when the tool is not exposed: neither listed nor called; Node calls it', async () => {
    const { host, runtime } = hostTools({ tools: { secret: says('s', { exposedToPython: false }), open: says('o') } });
    expect(host.list({ session: undefined, pool: 'ml', python: true }).map(({ name }) => name)).toEqual(['open']);
    const refusal = await host.run(aRequest('secret')).catch((error: unknown) => error);
    expect(isVivariumError(refusal, 'VIV_UNKNOWN_TOOL')).toBe(true);
    expect(String(refusal)).toContain('not found. Available tools: open');
    expect(await host.run(aRequest('secret', {}, { python: false, caller: 'node' }))).toBe('s');
    expect(runtime.list().find(({ name }) => name === 'secret')?.exposedToPython).toBe(false);
  });
});
