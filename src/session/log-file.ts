/**
 * A file that only grows, of records that are whole or not there: each has its length and checksums before it, so that
 * what a crash tore off at the end is told from damage in the middle.
 */
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { SessionStoreFailed } from '../model/session-errors.ts';

/** u32 length, u32 checksum of the payload, u32 checksum of these eight bytes. Little-endian. */
const HEADER = 12;
/** Read at once. */
const WINDOW = 1 << 20;

export function frame(payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(HEADER + payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, payload.length, true);
  view.setUint32(4, crc32(payload), true);
  view.setUint32(8, crc32(bytes.subarray(0, 8)), true);
  bytes.set(payload, HEADER);
  return bytes;
}

export class LogFile {
  readonly path: string;
  readonly #file: FileHandle;
  #size = 0;
  /** What made it unusable: a torn record could not be taken back. */
  #broken: unknown;

  private constructor(path: string, file: FileHandle) {
    this.path = path;
    this.#file = file;
  }

  /**
   * Opens the file, or makes it. `replay` gets the payload of every whole record, in order; what is torn off at the end is cut.
   * @throws SessionStoreFailed when it is damaged before its end: nothing is cut then.
   */
  static async open(path: string, replay: (payload: Uint8Array) => void): Promise<LogFile> {
    const file = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600);
    const log = new LogFile(path, file);
    try {
      await log.#replay(replay);
    } catch (error) {
      await file.close();
      throw error;
    }
    return log;
  }

  /** Bytes of whole records. */
  get size(): number {
    return this.#size;
  }

  /**
   * Resolves when the operating system has them all; with `sync`, when the disk has. On failure none of them counts, now
   * or after a restart.
   */
  async append(frames: readonly Uint8Array[], sync: boolean): Promise<void> {
    if (this.#broken !== undefined) throw this.#broken;
    const bytes = frames.length === 1 && frames[0] !== undefined ? frames[0] : Buffer.concat(frames);
    try {
      for (let done = 0; done < bytes.length; ) {
        const { bytesWritten } = await this.#file.write(bytes, done, bytes.length - done, this.#size + done);
        done += bytesWritten;
      }
      if (sync) await this.#file.datasync();
    } catch (error) {
      await this.#file.truncate(this.#size).catch((failure: unknown) => {
        this.#broken = failure;
      });
      throw error;
    }
    this.#size += bytes.length;
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async #replay(replay: (payload: Uint8Array) => void): Promise<void> {
    const { size } = await this.#file.stat();
    const read = windowOf(this.#file);
    let at = 0;
    for (;;) {
      if (size - at < HEADER) break;
      const header = await read(at, HEADER);
      const view = new DataView(header.buffer, header.byteOffset, HEADER);
      if (view.getUint32(8, true) !== crc32(header.subarray(0, 8))) {
        if (await onlyZeros(read, at, size)) break; // the system had made the file longer, and the power went
        throw damaged(this.path, at, size);
      }
      const end = at + HEADER + view.getUint32(0, true);
      const checksum = view.getUint32(4, true);
      if (end > size) break;
      const payload = await read(at + HEADER, end - at - HEADER);
      if (crc32(payload) !== checksum) {
        if (end === size) break;
        throw damaged(this.path, at, size);
      }
      replay(payload);
      at = end;
    }
    if (at < size) await this.#file.truncate(at);
    this.#size = at;
  }
}

type Read = (at: number, length: number) => Promise<Uint8Array>;

/** Reads ahead, so that small records cost no call to the system each. What it gives is good until the next call. */
function windowOf(file: FileHandle): Read {
  let window = new Uint8Array();
  let from = 0;
  return async (at, length) => {
    if (at < from || at + length > from + window.length) {
      const bytes = new Uint8Array(Math.max(WINDOW, length));
      let done = 0;
      while (done < length) {
        const { bytesRead } = await file.read(bytes, done, bytes.length - done, at + done);
        if (bytesRead === 0) break;
        done += bytesRead;
      }
      window = bytes.subarray(0, done);
      from = at;
    }
    return window.subarray(at - from, at - from + length);
  };
}

async function onlyZeros(read: Read, from: number, to: number): Promise<boolean> {
  for (let at = from; at < to; at += WINDOW) {
    const bytes = await read(at, Math.min(WINDOW, to - at));
    if (bytes.some((byte) => byte !== 0)) return false;
  }
  return true;
}

function damaged(path: string, offset: number, size: number): SessionStoreFailed {
  return new SessionStoreFailed(
    `${path} is damaged at byte ${offset}, and ${size - offset} bytes follow: put back a copy of it, or move it away to begin anew`,
    { path, offset, size },
  );
}
