/** The experiments that are run, each with its variants. */
import type { Program } from '../contender.ts';

/** Runs in a process of its own, and a round of it is one run. */
export interface ExperimentRow {
  readonly key: string;
  readonly program: Program;
  readonly quick: boolean;
  /** One run says all. */
  readonly once?: boolean;
}

const PLAIN = { zygote: false };
const ZYGOTE = { zygote: true };
const model = { adapter: 'model.py' };

export const EXPERIMENT_ROWS: readonly ExperimentRow[] = [
  ...[1, 2, 4, 8].map((size) => start(size, 'plain', { ...model, ...PLAIN, size }, size === 1)),
  ...[1, 2, 4, 8, 100].map((size) => start(size, 'zygote', { ...model, ...ZYGOTE, size }, size === 1)),
  start(1, 'grpc', { lane: 'grpc', ...PLAIN }, true),
  start(1, 'socket', { lane: 'socket', ...PLAIN }, true),
  kill('plain', { ...model, ...PLAIN, kills: 4 }),
  kill('zygote', { ...model, ...ZYGOTE, kills: 8 }),
  kill('spare', { ...model, spares: 1, kills: 8 }),
  row('frozen/stopped', 'stopped by SIGSTOP in a call', 'frozen', { how: 'stopped', times: 3 }, true),
  row('frozen/gil', 'holds the GIL and sleeps', 'frozen', { how: 'holds', times: 3 }, false),
  {
    ...row('frozen/alarms', 'false alarms beside 4 busy loops', 'alarms', { loops: 4, minutes: 10 }, false),
    once: true,
  },
  row('idle/grpc', 'idle, gRPC lane', 'idle', { lane: 'grpc', ...PLAIN }, false),
  row('idle/socket', 'idle, socket lane', 'idle', { lane: 'socket', ...PLAIN }, false),
  row('idle/zygote', 'idle, socket lane, zygote', 'idle', { lane: 'socket', ...ZYGOTE }, false),
  row('sessions/10000', '10,000 sessions', 'sessions', { count: 10_000 }, true),
  scale('sessions', 'a call in one of so many sessions', [10, 1_000, 10_000]),
  scale('streams', 'a call beside so many open streams', [0, 100, 1_000]),
  scale('workers', 'a call to so many workers', [1, 8, 64]),
  scale('queue', 'a call among so many that wait', [1_000, 10_000, 100_000]),
  row('listening', 'a call, by who listens', 'listening', {}, false),
];

function row(key: string, title: string, subject: string, options: object, quick: boolean): ExperimentRow {
  return { key, program: { name: key, title, subject, options }, quick };
}

function start(size: number, variant: string, options: object, quick: boolean): ExperimentRow {
  return row(`start/${size}/${variant}`, `start ${size}, ${variant}`, 'start', options, quick);
}

function kill(variant: string, options: object): ExperimentRow {
  return row(`kill/${variant}`, `kill -9 to next answer, ${variant}`, 'kill', options, true);
}

function scale(of: string, title: string, levels: readonly number[]): ExperimentRow {
  return row(`scale/${of}`, title, 'scale', { of, levels }, false);
}
