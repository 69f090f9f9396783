/** The session plane's servers: a unix socket that only this user can reach, and TCP when asked, with a token. */
import { setMaxListeners } from 'node:events';
import { tmpdir } from 'node:os';
import * as grpc from '@grpc/grpc-js';
import type { Clock, Ms } from '../../model/clock.ts';
import { VivariumError } from '../../model/errors.ts';
import type { Log } from '../../model/log.ts';
import { choosePlace } from '../address.ts';
import { listen, shutDown } from '../listen.ts';
import { dspexService } from './dspex.ts';
import { HEALTH_SERVICE, healthService } from './health.ts';
import { CONCURRENT_RPCS, KEEPALIVE_MS, KEEPALIVE_TIMEOUT_MS } from './limits.ts';
import { Meter } from './meter.ts';
import { type MountOptions, mount } from './mount.ts';
import { reflectionServices } from './reflection.ts';
import type { Service } from './service.ts';
import { snakepitService } from './snakepit.ts';
import { parseTcpAddress, tryTcpAddress } from './tcp-address.ts';
import { tokenInterceptor } from './token.ts';
import type { SessionPlane } from './types.ts';

export interface PlaneOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly plane: SessionPlane;
  /** Where the socket's directory is made; default: the system's for temporary files. */
  readonly directory?: string;
  /** Where to listen on TCP, `127.0.0.1:50051`; the port 0 is any that is free. Default: nowhere. */
  readonly listen?: string | undefined;
  /** What clients on TCP have to show; undefined: nothing. */
  readonly token?: string | undefined;
  /** The largest message, in bytes. */
  readonly messageBytes: number;
}

export interface PlaneServer {
  /** `unix:/path`; undefined where there are no unix sockets. */
  readonly socket: string | undefined;
  /** `127.0.0.1:50051`; undefined when it was not asked for. */
  readonly tcp: string | undefined;
  /** Ends subscriptions, lets calls end for `graceMs`, then closes by force. */
  close(graceMs: Ms): Promise<void>;
}

/** @throws VivariumError `VIV_START_FAILED` when it cannot listen. */
export async function openPlane(options: PlaneOptions): Promise<PlaneServer> {
  const { clock, plane, directory = tmpdir(), messageBytes } = options;
  const meter = new Meter(clock);
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal); // one for each stream
  const mounting = { ...options, meter, messageBytes, stopping: stopping.signal };
  const services = servicesOf(plane, clock, meter);
  const place = await choosePlace('unix', directory, 'plane').catch((cause: unknown) => {
    throw cannotListen(directory, cause);
  });
  const open: grpc.Server[] = [];
  const close = async (graceMs: Ms): Promise<void> => {
    stopping.abort();
    await Promise.all(open.map((server) => shutDown(server, clock, graceMs)));
    await place.remove();
  };
  const serve = async (target: string, token: string | undefined): Promise<number> => {
    const server = serverOf(services, mounting, token);
    open.push(server);
    return listen(server, target);
  };
  const socket = place.target.startsWith('unix:') ? place.target : undefined;
  let tcp: string | undefined;
  try {
    if (socket !== undefined) await serve(socket, undefined);
    if (options.listen !== undefined) tcp = await serveTcp(options.listen, options.token, serve);
  } catch (cause) {
    await close(0);
    throw cannotListen(options.listen ?? place.target, cause);
  }
  let closing: Promise<void> | undefined;
  return {
    socket,
    tcp,
    close(graceMs) {
      closing ??= close(graceMs);
      return closing;
    },
  };
}

function servicesOf(plane: SessionPlane, clock: Clock, meter: Meter): Service[] {
  const own = [snakepitService(plane, clock), dspexService(plane, clock, meter), healthService(plane.health)];
  for (const { name } of own) if (name !== HEALTH_SERVICE) plane.health.set(name, 'SERVING');
  return [...own, ...reflectionServices(own.map(({ name }) => name))];
}

/** One for each place: what a token, keepalive and limits hold for is a whole server of grpc-js. */
function serverOf(services: readonly Service[], options: MountOptions, token: string | undefined): grpc.Server {
  const server = new grpc.Server({
    'grpc.max_receive_message_length': options.messageBytes,
    'grpc.max_send_message_length': options.messageBytes,
    'grpc.keepalive_time_ms': KEEPALIVE_MS,
    'grpc.keepalive_timeout_ms': KEEPALIVE_TIMEOUT_MS,
    'grpc.max_concurrent_streams': CONCURRENT_RPCS,
    interceptors: token === undefined ? [] : [tokenInterceptor(token)],
  });
  for (const service of services) mount(server, service, options);
  return server;
}

type Serve = (target: string, token: string | undefined) => Promise<number>;

async function serveTcp(target: string, token: string | undefined, serve: Serve): Promise<string> {
  const address = parseTcpAddress(target);
  if (address === undefined) throw new Error('it is no address such as 127.0.0.1:50051');
  await tryTcpAddress(address);
  const port = await serve(target, token);
  return `${target.slice(0, target.lastIndexOf(':'))}:${port}`;
}

function cannotListen(where: string, cause: unknown): VivariumError {
  const why = cause instanceof Error ? cause.message : String(cause);
  const message = `the session plane cannot listen on ${where}: ${why}; choose another \`grpc.listen\``;
  return new VivariumError('VIV_START_FAILED', message, { where }, { cause });
}
