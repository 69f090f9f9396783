/** One line on a terminal that says what is going on and disappears; on anything else, silence. */

export interface ProgressLine {
  show(message: string): void;
  clear(): void;
}

/** For a stream that is no terminal (a file, CI), both do nothing. */
export function progressLine(stream: NodeJS.WriteStream = process.stderr): ProgressLine {
  if (!stream.isTTY) return { show() {}, clear() {} };
  return {
    show(message) {
      stream.write(`\r\u001b[2K${message.slice(0, Math.max(10, stream.columns - 1))}`);
    },
    clear() {
      stream.write('\r\u001b[2K');
    },
  };
}
