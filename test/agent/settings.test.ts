import { describe, expect, test } from 'vitest';
import type { AgentOptions } from '../../src/agent/options.ts';
import { agentSettings } from '../../src/agent/settings.ts';

const own = { name: 'writer', pythonModule: 'agents.writer' };

describe("an agent's options", () => {
  test('have defaults', () => {
    expect(agentSettings(own)).toMatchObject({
      port: 0,
      size: 1,
      groups: [],
      restart: 'permanent',
      python: { extras: ['agents'] },
      timeouts: { start: 30_000, connect: 5_000, run: 60_000, stream: 900_000, idle: 60_000 },
      health: { intervalMs: 10_000, timeoutMs: 5_000, misses: 3 },
      retry: { attempts: 3 },
      rss: undefined,
      kept: {},
      session: 'agent:writer',
    });
  });

  test('give each agent a token of its own, unless it is to have none', () => {
    const token = agentSettings(own).token;
    expect(token).toMatch(/^[\w-]{32}$/);
    expect(agentSettings(own).token).not.toBe(token);
    expect(agentSettings({ ...own, auth: false }).token).toBeUndefined();
  });

  test('leave the model to the environment, and then to the agent', () => {
    const env = { VIVARIUM_AGENT_MODEL: 'openai:gpt-5-mini' };
    expect(agentSettings(own, env).model).toBe('openai:gpt-5-mini');
    expect(agentSettings({ ...own, model: 'test:model' }, env).model).toBe('test:model');
    expect(agentSettings(own, { VIVARIUM_AGENT_MODEL: '' }).model).toBeUndefined();
  });

  test('say which limits the kernel is to keep, processor time in whole seconds', () => {
    const { kept, rss } = agentSettings({
      ...own,
      limits: { memory: 1e9, cpuTime: '1500ms', openFiles: 64, rss: 5e8 },
    });
    expect(kept).toEqual({ memory_bytes: 1e9, cpu_seconds: 2, open_files: 64 });
    expect(rss).toBe(5e8);
  });

  test.each<[string, object]>([
    ['agents.start.name', { name: '../x' }],
    ['agents.writer.pythonModule', { pythonModule: '' }],
    ['agents.writer.port', { port: 70_000 }],
    ['agents.writer.port', { port: 5_000, size: 2 }],
    ['agents.writer.size', { size: 0 }],
    ['agents.writer.groups', { groups: [''] }],
    ['agents.writer.restart', { restart: 'temporary' }],
    ['agents.writer.period', { period: 0 }],
    ['agents.writer.timeouts', { timeouts: { runs: 1 } }],
    ['agents.writer.timeouts.run', { timeouts: { run: '5 s' } }],
    ['agents.writer.health.misses', { health: { misses: 0 } }],
    ['agents.writer.limits.memory', { limits: { memory: 1.5 } }],
    ['agents.writer.limits', { limits: { ram: 1 } }],
    ['agents.writer.env.KEY', { env: { KEY: 1 } }],
    ['agents.writer.auth', { auth: 'no' }],
    ['agents.writer.python', { python: { extra: ['agents'] } }],
    ['agents.start', { prot: 5000 }],
  ])('that are wrong are refused by name: %s', (field, wrong) => {
    const options = { ...own, ...wrong } as AgentOptions;
    expect(() => agentSettings(options)).toThrow(new RegExp(`^${field.replaceAll('.', '\\.')}: expected`));
  });
});
