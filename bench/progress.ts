/** One line while the benchmark runs, on a terminal only. */

export interface ProgressBar {
  /** @param share from 0 to 1. */
  readonly show: (share: number, what: string) => void;
  readonly clear: () => void;
}

const WIDTH = 30;

export function progressBar(terminal: NodeJS.WriteStream): ProgressBar {
  if (!terminal.isTTY) return { show() {}, clear() {} };
  return {
    show(share, what) {
      const done = Math.round(share * WIDTH);
      terminal.write(`\r\x1b[K${'█'.repeat(done)}${'░'.repeat(WIDTH - done)} ${Math.round(100 * share)} %  ${what}`);
    },
    clear() {
      terminal.write('\r\x1b[K');
    },
  };
}
