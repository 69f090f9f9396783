/** `--listen`, `--no-auth`, `--token`: who may call from outside, and what they are told of it. */
import { readFileSync } from 'node:fs';
import type { GrpcOptions } from '../runtime/grpc-options.ts';
import type { GrpcAddresses } from '../runtime/reception.ts';
import type { Command } from './common.ts';
import { UsageError } from './usage.ts';

export const LISTEN_OPTIONS = {
  listen: { type: 'string' },
  token: { type: 'string' },
  'no-auth': { type: 'boolean', default: false },
} as const;

export const LISTEN_WORDS: Command['words'] = [
  ['--listen HOST:PORT', 'serves gRPC clients there, such as 127.0.0.1:50051; they show a token'],
  ['--token TOKEN', 'the token; default: what VIVARIUM_TOKEN_FILE holds, else one is made and printed'],
  ['--no-auth', 'asks for no token; on the loopback alone'],
];

interface ListenValues {
  readonly listen?: string | undefined;
  readonly token?: string | undefined;
  readonly 'no-auth': boolean;
}

/** Over what the config says. Undefined when neither lets anybody in. @throws UsageError */
export function grpcOf(values: ListenValues, config: GrpcOptions | undefined): GrpcOptions | undefined {
  const { listen = config?.listen, token, 'no-auth': noAuth } = values;
  if (listen === undefined) {
    const alone = noAuth ? '--no-auth' : token === undefined ? undefined : '--token';
    if (alone !== undefined) throw new UsageError(`${alone} goes with --listen HOST:PORT`);
    return config;
  }
  if (noAuth && token !== undefined) throw new UsageError('--no-auth and --token exclude each other');
  const given = { ...config, listen };
  if (noAuth) return { ...given, noAuth };
  const known = token ?? (config?.token === undefined && config?.noAuth !== true ? tokenFile() : undefined);
  return known === undefined ? given : { ...given, token: known };
}

/** Where clients find it, and a token that nobody can know yet. */
export function whereItListens({ socket, tcp, token }: GrpcAddresses, { token: given }: GrpcOptions): string[] {
  const made = token === undefined || given !== undefined ? [] : [`token: ${token}`];
  return [`listening on ${[tcp, socket].filter((each) => each !== undefined).join(' and ')}`, ...made];
}

function tokenFile(): string | undefined {
  const path = process.env['VIVARIUM_TOKEN_FILE'];
  if (path === undefined || path === '') return undefined;
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (cause) {
    throw new UsageError(`VIVARIUM_TOKEN_FILE: ${(cause as Error).message}`, { cause });
  }
}
