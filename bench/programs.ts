/** Who takes part: ours in its variants, the floors, and what one would use instead. */
import type { Program } from './contender.ts';
import { RAY } from './places.ts';

/** Options that this version may not have yet are refused by name, and their rows say so. */
const ours = (name: string, title: string, options: object): Program => ({
  name,
  title: `vivarium, ${title}`,
  subject: 'vivarium',
  options,
});
const socket = { lane: 'socket' };
const inline = { ...socket, adapter: 'inline.py' };
const spin = { spin: '200us' };

export const PROGRAMS: readonly Program[] = [
  ours('grpc', 'gRPC lane', { lane: 'grpc' }),
  ours('socket', 'socket lane', socket),
  ours('inline', 'socket lane, inline', inline),
  ours('spin', 'socket lane, spin', { ...socket, ...spin }),
  ours('inline-spin', 'socket lane, inline, spin', { ...inline, ...spin }),
  ours('threads', 'gRPC lane, threads', { lane: 'grpc', concurrency: 8 }),
  ours('socket-threads', 'socket lane, threads', { ...socket, concurrency: 8 }),
  ours('socket-2', 'socket lane, 2 workers', { ...socket, size: 2 }),
  ours('socket-4', 'socket lane, 4 workers', { ...socket, size: 4 }),
  { name: 'bare-grpc', title: 'bare gRPC lane (floor)', subject: 'bare-grpc' },
  { name: 'bare-socket', title: 'bare socket (floor)', subject: 'bare-socket' },
  { name: 'unary', title: 'gRPC, a call each', subject: 'unary' },
  { name: 'fastapi', title: 'FastAPI async + undici', subject: 'fastapi', options: { endpoints: 'async' } },
  { name: 'fastapi-threads', title: 'FastAPI def + undici', subject: 'fastapi', options: { endpoints: 'threads' } },
  { name: 'pythonia', title: 'pythonia', subject: 'pythonia' },
  { name: 'python-shell', title: 'python-shell', subject: 'python-shell' },
  { name: 'node-calls-python', title: 'node-calls-python (in process)', subject: 'node-calls-python' },
  { name: 'execa', title: 'execa, a process each', subject: 'execa' },
  { name: 'ray', title: 'Ray actor (Python driver)', subject: RAY },
];
