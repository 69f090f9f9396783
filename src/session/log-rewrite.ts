/** A log written anew with only what still counts: the old one stands until the new one is whole and on the disk. */
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { LogFile } from './log-file.ts';

/** Bytes written at once. */
const PART = 4 << 20;

export const unfinished = (path: string): string => `${path}.new`;

/** @returns the log that now has the name. Rejects when it could not be written: then nothing has changed. */
export async function rewrite(path: string, frames: Iterable<Uint8Array>): Promise<LogFile> {
  const aside = unfinished(path);
  await rm(aside, { force: true });
  const log = await LogFile.open(aside, () => {});
  try {
    let part: Uint8Array[] = [];
    let bytes = 0;
    for (const frame of frames) {
      part.push(frame);
      bytes += frame.length;
      if (bytes < PART) continue;
      await log.append(part, false);
      part = [];
      bytes = 0;
    }
    await log.append(part, true);
    await rename(aside, path);
  } catch (error) {
    await log.close();
    await rm(aside, { force: true });
    throw error;
  }
  await syncFolder(dirname(path)).catch(() => {}); // without it a power cut may bring the old file back, which is whole
  return log;
}

async function syncFolder(dir: string): Promise<void> {
  const folder = await open(dir, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
