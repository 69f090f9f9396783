/** The subjects by name; each is loaded only in the process that runs it. */
import type { Subject } from '../subject.ts';

export const SUBJECTS: Readonly<Record<string, (options: object) => Promise<Subject>>> = {
  vivarium: async (options) => (await import('./vivarium.ts')).vivarium(options),
  'bare-grpc': async () => (await import('./bare-grpc.ts')).bareGrpc(),
  'bare-socket': async () => (await import('./bare-socket.ts')).bareSocket(),
  unary: async () => (await import('./unary.ts')).unary(),
  fastapi: async (options) => (await import('./fastapi.ts')).fastapi(options as { endpoints: 'async' | 'threads' }),
  pythonia: async () => (await import('./pythonia.ts')).pythonia(),
  'python-shell': async () => (await import('./python-shell.ts')).pythonShell(),
  'node-calls-python': async () => (await import('./node-calls-python.ts')).nodeCallsPython(),
  execa: async () => (await import('./execa.ts')).execa(),
};
