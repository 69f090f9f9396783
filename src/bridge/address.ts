/** Where the bridge listens: a socket in a directory only this user can enter, or a port of the loopback. */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { removeAbandoned } from './abandoned.ts';

/** The shortest limit of the systems we run on is 103 bytes (macOS), less the terminating zero and some air. */
const LONGEST_PATH = 100;

export interface Place {
  /** What to bind. */
  readonly target: string;
  /** What to dial, once the port is known. */
  address(port: number): string;
  /** Removes what was made for it. */
  remove(): Promise<void>;
}

const LOOPBACK: Place = {
  target: '127.0.0.1:0',
  address: (port) => `127.0.0.1:${port}`,
  remove: async () => {},
};

/** A unix socket in a fresh directory under `directory`; the loopback when asked, or when the path would be too long. */
export async function choosePlace(
  transport: 'unix' | 'tcp',
  directory: string,
  name: 'lane' | 'socket' | 'plane' = 'lane',
): Promise<Place> {
  const prefix = join(directory, 'vivarium-');
  const longest = Buffer.byteLength(`${prefix}XXXXXX/${name}.sock`);
  if (transport === 'tcp' || process.platform === 'win32' || longest > LONGEST_PATH) return LOOPBACK;
  await removeAbandoned(directory);
  const folder = await mkdtemp(prefix);
  const address = `unix:${join(folder, `${name}.sock`)}`;
  return { target: address, address: () => address, remove: () => rm(folder, { recursive: true, force: true }) };
}
