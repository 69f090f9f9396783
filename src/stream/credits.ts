/** How many chunks a worker may have out: as many as fit into a megabyte, by the size of those that came. */

/** Before the first chunk's size is known. */
export const FIRST_CREDITS = 16;

const BUFFER_BYTES = 1 << 20;
/** What a fast generator makes while its consumer's credit is on the way: with a quarter of it, it waits as long as it works. */
const MOST = 1_024;
const FEWEST = 2;

/** `average` is the mean size of the stream's chunks in bytes. */
export function creditWindow(average: number): number {
  return Math.max(FEWEST, Math.min(MOST, Math.floor(BUFFER_BYTES / Math.max(1, average))));
}
