/** Signals to a whole process group: the worker and whatever its tools started. */

/**
 * Sends `signal` to each process of the group that `pgid` leads; false when there is nobody left to take it.
 * A group of zombies, or one that has changed its user, counts as nobody.
 */
export function signalGroup(pgid: number, signal: NodeJS.Signals): boolean {
  if (!Number.isSafeInteger(pgid) || pgid <= 1) throw new RangeError(`no process group can be ${pgid}`);
  try {
    process.kill(process.platform === 'win32' ? pgid : -pgid, signal);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ESRCH' || code === 'EPERM') return false;
    throw error;
  }
}
