/** What the scripts say: one line while something takes long (on a terminal only), one line and a remedy when it fails. */

const { stderr } = process;

/** Replaces the line before; nothing where stderr is no terminal. */
export function progress(text) {
  if (stderr.isTTY) stderr.write(`\r\x1b[K${text}`);
}

/** Ends the program: what happened, then what to do about it. */
export function fail(what, remedy) {
  progress('');
  stderr.write(`${[what, remedy].filter(Boolean).join('\n')}\n`);
  process.exit(1);
}
