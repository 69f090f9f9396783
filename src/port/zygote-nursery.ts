/**
 * Where those that a zygote forks call back: three connections each, for the life pipe, stdout and stderr. It is a
 * socket in a folder of its own whose path is removed as soon as the zygote holds it, so that nobody else finds it.
 */
import { mkdtemp, open, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What one forked process has opened. */
export interface Newborn {
  readonly pid: number;
  readonly life: Socket;
  readonly stdout: Socket;
  readonly stderr: Socket;
}

export interface Nursery {
  readonly path: string;
  /** `born` is called once, when the process of that ticket has opened all three. */
  expect(ticket: string, born: (newborn: Newborn) => void): void;
  /** Nobody waits for it any more: should it come, it is sent away, and ends. */
  forget(ticket: string): void;
  /** The path is needed no more. */
  hide(): void;
  /** Sends away whoever is half here; those that are born keep what they have. */
  close(): void;
}

type Role = 'life' | 'stdout' | 'stderr';

interface Expected {
  readonly born: (newborn: Newborn) => void;
  readonly sockets: Map<Role, Socket>;
}

const SOCKET = 'zygote.sock';
/** `1a2b… life 4711` */
const GREETING = /^([0-9a-f]+) (life|stdout|stderr) (\d+)$/;
/** Longer than any greeting. */
const MOST_GREETING = 100;

/** Rejects when there is no place for a socket. */
export async function openNursery(): Promise<Nursery> {
  const folder = await mkdtemp(join(tmpdir(), 'vivarium-'));
  const directory = await open(folder);
  const expected = new Map<string, Expected>();
  const strangers = new Set<Socket>();
  const hide = (): void => void rm(folder, { recursive: true, force: true }).catch(() => {});

  const greeted = (socket: Socket, greeting: string): void => {
    const [, ticket = '', role, pid] = GREETING.exec(greeting) ?? [];
    const entry = expected.get(ticket);
    if (entry === undefined) return void socket.destroy();
    const { sockets, born } = entry;
    sockets.set(role as Role, socket);
    const [life, stdout, stderr] = [sockets.get('life'), sockets.get('stdout'), sockets.get('stderr')];
    if (life === undefined || stdout === undefined || stderr === undefined) return;
    expected.delete(ticket);
    born({ pid: Number(pid), life, stdout, stderr });
  };
  const server = createServer((socket) => {
    strangers.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => strangers.delete(socket));
    hearGreeting(socket, (greeting) => {
      strangers.delete(socket);
      greeted(socket, greeting);
    });
  });
  // A socket's path has 107 bytes at most, and of a longer one only those are taken: here it is short, wherever the folder is.
  await listening(server, `/proc/self/fd/${directory.fd}/${SOCKET}`).catch(async (error: unknown) => {
    hide();
    await directory.close();
    throw error;
  });
  const forget = (ticket: string): void => {
    for (const socket of expected.get(ticket)?.sockets.values() ?? []) socket.destroy();
    expected.delete(ticket);
  };
  return {
    path: join(folder, SOCKET),
    hide,
    forget,
    expect: (ticket, born) => expected.set(ticket, { born, sockets: new Map() }),
    close() {
      server.close();
      hide();
      directory.close().catch(() => {});
      for (const ticket of [...expected.keys()]) forget(ticket);
      for (const socket of strangers) socket.destroy();
    },
  };
}

function listening(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
}

/** The first line; what follows stays to be read. */
function hearGreeting(socket: Socket, heard: (greeting: string) => void): void {
  let said = Buffer.alloc(0);
  const read = (): void => {
    const piece: Buffer | null = socket.read();
    if (piece === null) return;
    said = Buffer.concat([said, piece]);
    const end = said.indexOf('\n');
    if (end < 0 && said.length < MOST_GREETING) return;
    socket.off('readable', read);
    if (end + 1 < said.length) socket.unshift(said.subarray(end + 1));
    heard(said.toString('latin1', 0, Math.max(0, end)));
  };
  socket.on('readable', read);
}
