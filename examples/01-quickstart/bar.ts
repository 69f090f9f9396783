/** A progress bar for terminals; elsewhere (a file, a CI log) one line per quarter. */

const WIDTH = 28;

/** Where the bar goes: `process.stdout` is one. */
export interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Shows `done` of `total` with a note beside it, as often as you like. */
export type Bar = (done: number, total: number, note: string) => void;

export function bar(screen: Screen): Bar {
  return screen.isTTY ? movingBar(screen) : quarterLines(screen);
}

function movingBar(screen: Screen): Bar {
  return (done, total, note) => {
    const filled = Math.round((done / total) * WIDTH);
    const picture = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
    screen.write(`\r\x1b[K   ${picture} ${percent(done, total)}  ${note}${done === total ? '\n' : ''}`);
  };
}

function quarterLines(screen: Screen): Bar {
  let shown = 0;
  return (done, total, note) => {
    const quarter = Math.floor((done / total) * 4);
    if (quarter === shown) return;
    shown = quarter;
    screen.write(`   ${percent(done, total)}  ${note}\n`);
  };
}

function percent(done: number, total: number): string {
  return `${Math.floor((done / total) * 100)} %`.padStart(5);
}
