/** How the examples talk. */

/** A new part of the story. */
export function heading(text: string): void {
  process.stdout.write(`\n${text}\n`);
}

/** What happens in it. */
export function say(text: string): void {
  process.stdout.write(`${text.replace(/^/gm, '   ')}\n`);
}
