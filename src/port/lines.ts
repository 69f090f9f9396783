/** Turns the bytes a process prints into lines, in bounded memory however long the lines are. */
import { StringDecoder } from 'node:string_decoder';

/** A longer line is cut here; the rest of it is dropped. In UTF-16 code units. */
export const MAX_LINE = 8_192;
const CUT = ' … (line cut)';

export interface LineSplitter {
  push(bytes: Buffer): void;
  /** The stream has ended: hands over a last line that has no newline. */
  end(): void;
}

/**
 * Lines end with `\n` or `\r\n`; a lone `\r` starts the line anew, as on a terminal, so a progress bar is one line.
 * Bytes that are no UTF-8 become U+FFFD.
 */
export function lineSplitter(onLine: (line: string) => void): LineSplitter {
  const decoder = new StringDecoder('utf8');
  let partial = '';
  let dropping = false; // inside the rest of a line that was cut

  const add = (text: string): void => {
    if (dropping) return;
    partial += text;
    if (partial.length <= MAX_LINE) return;
    partial = afterCarriageReturn(partial);
    if (partial.length <= MAX_LINE) return;
    partial = partial.slice(0, MAX_LINE) + CUT;
    dropping = true;
  };
  const finish = (): void => {
    const line = afterCarriageReturn(partial);
    partial = '';
    dropping = false;
    onLine(line);
  };
  const take = (text: string): void => {
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      add(text.slice(start, end));
      finish();
      start = end + 1;
    }
    add(text.slice(start));
  };

  return {
    push: (bytes) => take(decoder.write(bytes)),
    end() {
      take(decoder.end());
      if (partial !== '') finish();
    },
  };
}

/** What a terminal would show of the line; a `\r` at its very end belongs to `\r\n`. */
function afterCarriageReturn(line: string): string {
  const shown = line.endsWith('\r') ? line.slice(0, -1) : line;
  return shown.slice(shown.lastIndexOf('\r') + 1);
}
