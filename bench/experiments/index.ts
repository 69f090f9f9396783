/** What is no loop of calls, by name: each runs in a process of its own and gives its figures. */
import type { PoolOptions } from '../../src/index.ts';
import type { Figures } from '../subject.ts';
import type { Freeze } from './frozen.ts';

export const EXPERIMENTS: Readonly<Record<string, (options: never) => Promise<Figures>>> = {
  start: async (options: Partial<PoolOptions>) => (await import('./start.ts')).start(options),
  kill: async (options: { kills: number }) => (await import('./kill.ts')).kill(options),
  frozen: async (options: Freeze) => (await import('./frozen.ts')).frozen(options),
  alarms: async (options: { loops: number; minutes: number }) => (await import('./frozen.ts')).alarms(options),
  idle: async (options: Partial<PoolOptions>) => (await import('./idle.ts')).idle(options),
  sessions: async (options: { count: number }) => (await import('./sessions.ts')).sessions(options),
  scale: async (options: { of: 'sessions' | 'streams' | 'workers' | 'queue'; levels: readonly number[] }) =>
    (await import('./scale.ts')).scale(options),
  listening: async () => (await import('./listening.ts')).listening(),
};
