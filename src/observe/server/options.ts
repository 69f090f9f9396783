/** The observer's server as a user asks for it, and as it is: checked and complete. */
import { randomBytes } from 'node:crypto';
import { BadConfig } from '../../model/errors.ts';
import { refuseUnknown } from '../../model/unknown-option.ts';
import type { Access } from './access.ts';

export interface ObserverAccess {
  /** For looking, sent as `authorization: Bearer …`. Default: made anew. */
  readonly token?: string;
  /**
   * Whether somebody may act: kill a worker, drain it, and so on. `true` makes a token for that anew; one of your own is
   * `{ token }`. Default false: nobody.
   */
  readonly actions?: boolean | { readonly token: string };
  /** Names by which it may be addressed, beside those of this machine: `['ops.example.com']`. Default: none. */
  readonly hosts?: readonly string[];
}

export interface ObserverOptions extends ObserverAccess {
  /** 0 is any that is free. Default 0. */
  readonly port?: number;
  /** Where to listen. Default `127.0.0.1`; any other is reached from outside, and has to be asked for here. */
  readonly host?: string;
}

const LOOPBACK = ['localhost', '127.0.0.1', '::1'];
const LEAST_TOKEN = 16;

/** @throws BadConfig naming the option. */
export function accessOf(options: ObserverAccess): Access {
  const { token = newToken(), actions = false, hosts = [] } = options;
  if (typeof actions !== 'boolean' && typeof actions !== 'object')
    throw new BadConfig('actions', actions, 'true, false or { token }');
  const actionToken = actions === true ? newToken() : actions === false ? undefined : actions.token;
  for (const [name, value] of Object.entries({ token, 'actions.token': actionToken ?? newToken() }))
    if (typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value) || value.length < LEAST_TOKEN)
      throw new BadConfig(
        name,
        typeof value === 'string' ? 'a weak one' : value,
        `${LEAST_TOKEN} characters or more, without spaces`,
      );
  if (actionToken === token) throw new BadConfig('actions.token', 'that of the readers', 'a token of its own');
  if (!Array.isArray(hosts) || !hosts.every((host) => typeof host === 'string'))
    throw new BadConfig('hosts', hosts, 'a list of names');
  return { token, actionToken, hosts: [...LOOPBACK, ...hosts.map((host) => host.toLowerCase())] };
}

/** @throws BadConfig naming the option. */
export function addressOf(options: ObserverOptions): { readonly port: number; readonly host: string } {
  refuseUnknown('observer', options, ['port', 'host', 'token', 'actions', 'hosts'] satisfies (keyof ObserverOptions)[]);
  const { port = 0, host = '127.0.0.1' } = options;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new BadConfig('port', port, 'a port: 0 to 65535');
  if (typeof host !== 'string' || host === '') throw new BadConfig('host', host, 'an address to listen on');
  return { port, host };
}

const newToken = (): string => randomBytes(24).toString('base64url');
