/** The runtime's option `grpc` as a user writes it, and as the session plane reads it: checked and complete. */
import { randomBytes } from 'node:crypto';
import { MAX_MESSAGE_BYTES } from '../bridge/plane/limits.ts';
import { isLoopback, parseTcpAddress } from '../bridge/plane/tcp-address.ts';
import { BadConfig } from '../model/errors.ts';
import { refuseUnknown } from '../model/unknown-option.ts';

export interface GrpcOptions {
  /**
   * Where to listen on TCP, `127.0.0.1:50051`; port 0 is any that is free. Default: only on a unix socket that no other
   * user can reach.
   */
  readonly listen?: string;
  /** What clients on TCP have to send as `authorization: Bearer …`. Default: made anew, see `runtime.grpc`. */
  readonly token?: string;
  /** Let everybody on this machine call without a token; on the loopback alone. Default false. */
  readonly noAuth?: boolean;
  /** The largest message in bytes. Default 10 MiB. */
  readonly maxMessageBytes?: number;
}

export interface GrpcSettings {
  readonly listen: string | undefined;
  /** Undefined: none is asked for. */
  readonly token: string | undefined;
  readonly messageBytes: number;
  /** What is risky about these settings, in a sentence. */
  readonly warning: string | undefined;
}

const NAMES: readonly string[] = ['listen', 'token', 'noAuth', 'maxMessageBytes'] satisfies (keyof GrpcOptions)[];
/** A token goes into a header: letters that need no quoting there. */
const TOKEN = /^[\x21-\x7e]{8,1000}$/;
const MOST_BYTES = 1024 ** 3;

/** @throws BadConfig naming the option, e.g. `grpc.listen`. */
export function grpcSettings(options: GrpcOptions): GrpcSettings {
  if (typeof options !== 'object' || options === null) throw new BadConfig('grpc', options, 'an object of options');
  refuseUnknown('grpc', options, NAMES);
  const { listen, token, noAuth = false, maxMessageBytes: messageBytes = MAX_MESSAGE_BYTES } = options;
  if (!Number.isInteger(messageBytes) || messageBytes < 1_024 || messageBytes > MOST_BYTES)
    throw new BadConfig('grpc.maxMessageBytes', messageBytes, 'a whole number of bytes, 1 KiB to 1 GiB');
  if (typeof noAuth !== 'boolean') throw new BadConfig('grpc.noAuth', noAuth, 'true or false');
  if (token !== undefined && (typeof token !== 'string' || !TOKEN.test(token)))
    throw new BadConfig('grpc.token', typeof token, 'a text of 8 to 1000 ASCII characters without spaces');
  if (listen === undefined) {
    if (noAuth) throw new BadConfig('grpc.noAuth', noAuth, 'grpc.listen beside it: the socket asks for no token');
    return { listen, token: undefined, messageBytes, warning: undefined };
  }
  return { listen, messageBytes, ...guarded(listen, token, noAuth) };
}

function guarded(listen: string, token: string | undefined, noAuth: boolean): Pick<GrpcSettings, 'token' | 'warning'> {
  const address = typeof listen === 'string' ? parseTcpAddress(listen) : undefined;
  if (address === undefined) throw new BadConfig('grpc.listen', listen, "a host and a port, such as '127.0.0.1:50051'");
  const isLocal = isLoopback(address);
  if (!noAuth) {
    const open = `session plane: ${listen} can be reached from other machines, and nothing is encrypted: the token travels as it is`;
    return { token: token ?? randomBytes(32).toString('base64url'), warning: isLocal ? undefined : open };
  }
  if (token !== undefined) throw new BadConfig('grpc.noAuth', noAuth, 'false beside grpc.token');
  if (!isLocal)
    throw new BadConfig('grpc.noAuth', noAuth, `false, or a loopback address such as 127.0.0.1 in place of ${listen}`);
  const warning = `session plane: every user of this machine can call tools on ${listen} (noAuth)`;
  return { token: undefined, warning };
}
