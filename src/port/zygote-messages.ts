/** What a zygote says to its host: lines of JSON, read as data. */

export type ZygoteMessage =
  /** It holds the socket where the forked call back: nobody else needs its path. */
  | { readonly is: 'open' }
  /** All is imported; workers can be forked. */
  | { readonly is: 'ready' }
  /** No worker can be forked from it; it ends. */
  | { readonly is: 'unfit'; readonly why: string }
  /** This fork did not take place. */
  | { readonly is: 'failed'; readonly ticket: string; readonly why: string }
  /** This fork did not take place: a file that was imported is another now. */
  | { readonly is: 'stale'; readonly ticket: string; readonly file: string }
  /** The process that was forked for this ticket has ended. */
  | {
      readonly is: 'exited';
      readonly ticket: string;
      readonly code: number | null;
      readonly signal: NodeJS.Signals | null;
    };

/** Undefined for a line that is none: what an import prints to the wrong place harms nobody. */
export function readMessage(line: string): ZygoteMessage | undefined {
  try {
    const message: unknown = JSON.parse(line);
    return typeof message === 'object' && message !== null && 'is' in message ? (message as ZygoteMessage) : undefined;
  } catch {
    return undefined;
  }
}

/** The first line to a zygote. */
export interface Imports {
  readonly adapter: string;
  /** Folders put first on `sys.path`. */
  readonly paths: readonly string[];
  /** The names that are tools; null: what the adapter says itself. */
  readonly expose: readonly string[] | null;
}

export const importsLine = (imports: Imports, socket: string): string => `${JSON.stringify({ ...imports, socket })}\n`;
export const forkLine = (ticket: string): string => `${JSON.stringify({ fork: ticket })}\n`;
