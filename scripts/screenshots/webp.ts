/** An animated WebP out of single ones: each frame is a picture of what has changed, laid over those before. */

export interface Frame {
  /** The still picture's file, base64. */
  readonly webp: string;
  /** Even, in pixels. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly ms: number;
}

export function animated(width: number, height: number, frames: readonly Frame[]): Buffer {
  const header = Buffer.alloc(10);
  header[0] = 0b10; // it is animated
  header.writeUIntLE(width - 1, 4, 3);
  header.writeUIntLE(height - 1, 7, 3);
  const body = Buffer.concat([
    Buffer.from('WEBP'),
    chunk('VP8X', header),
    chunk('ANIM', Buffer.alloc(6)), // plays for ever
    ...frames.map((frame) => chunk('ANMF', animation(frame))),
  ]);
  return chunk('RIFF', body);
}

function animation({ webp, x, y, width, height, ms }: Frame): Buffer {
  const header = Buffer.alloc(16);
  header.writeUIntLE(x / 2, 0, 3);
  header.writeUIntLE(y / 2, 3, 3);
  header.writeUIntLE(width - 1, 6, 3);
  header.writeUIntLE(height - 1, 9, 3);
  header.writeUIntLE(ms, 12, 3);
  header[15] = 0b10; // in place of what was there, not blended with it
  return Buffer.concat([header, pixels(Buffer.from(webp, 'base64'))]);
}

/** The chunk with the picture itself, out of a file that may have others. */
function pixels(file: Buffer): Buffer {
  for (let at = 12; at < file.length; ) {
    const size = file.readUInt32LE(at + 4);
    const end = at + 8 + size + (size % 2);
    if (file.toString('latin1', at, at + 3) === 'VP8' && file[at + 3] !== 0x58) return file.subarray(at, end);
    at = end;
  }
  throw new Error('a frame without a picture');
}

function chunk(name: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}
