/** Folders of sockets whose hosts were killed before they could remove them: known by that nobody listens there. */
import { readdir, rmdir, unlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';

/** As `mkdtemp` names them. */
const FOLDER = /^vivarium-[A-Za-z0-9]{6}$/;
const SOCKETS: readonly string[] = ['lane.sock', 'socket.sock', 'plane.sock', 'zygote.sock'];

/** Removes them from a directory. What cannot be removed stays. */
export async function removeAbandoned(directory: string): Promise<void> {
  const names = await readdir(directory).catch(() => []);
  for (const folder of names.filter((name) => FOLDER.test(name)).map((name) => join(directory, name)))
    await removeIfAbandoned(folder).catch(() => {});
}

async function removeIfAbandoned(folder: string): Promise<void> {
  const [name = '', ...more] = await readdir(folder);
  const socket = join(folder, name);
  if (more.length > 0 || !SOCKETS.includes(name) || !(await refuses(socket))) return;
  await unlink(socket);
  await rmdir(folder);
}

/** True when there is a socket and nobody behind it; a host in another container, whose pid says nothing here, answers. */
function refuses(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(socket);
    const told = (error?: NodeJS.ErrnoException): void => {
      probe.destroy();
      resolve(error?.code === 'ECONNREFUSED');
    };
    probe.once('connect', told).once('error', told);
  });
}
