/** The terminal in raw mode: its own screen, one string for each picture, keys as they come; given back as it was. */
import type { ReadStream, WriteStream } from 'node:tty';
import type { Size } from './view.ts';

export interface Terminal extends Disposable {
  readonly size: Size;
  draw(lines: readonly string[]): void;
}

/** @param pressed is called with each key. */
export function openTerminal(input: ReadStream, output: WriteStream, pressed: (key: string) => void): Terminal {
  const heard = (data: Buffer): void => {
    for (const key of keys(data.toString('utf8'))) pressed(key);
  };
  input.setRawMode(true);
  input.on('data', heard);
  input.resume();
  output.write('\x1b[?1049h\x1b[?25l');
  return {
    get size() {
      return sizeOf(output);
    },
    draw(lines) {
      const text = lines.slice(0, sizeOf(output).rows).map((line) => `${line}\x1b[0m\x1b[K`);
      output.write(`\x1b[H${text.join('\r\n')}\x1b[J`);
    },
    [Symbol.dispose]() {
      input.off('data', heard);
      input.setRawMode(false);
      input.pause();
      output.write('\x1b[?25h\x1b[?1049l');
    },
  };
}

/** Some terminals do not know their own. */
function sizeOf({ columns, rows }: WriteStream): Size {
  return { columns: columns || 80, rows: rows || 24 };
}

/** What was typed at once, key by key: an arrow is three characters. */
export function keys(text: string): string[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is how an escape begins
  return text.match(/\x1b\[[A-D]|[\s\S]/gu) ?? [];
}
