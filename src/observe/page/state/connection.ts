/** Where the world comes from, and what the reader may do to it. */
import { signal } from '@preact/signals';

export type Connection =
  | { readonly is: 'connecting' }
  | { readonly is: 'live' }
  /** It will be tried again. */
  | { readonly is: 'lost'; readonly why: string }
  /** A token is needed, or another one. */
  | { readonly is: 'refused'; readonly why: string }
  /** A file is shown: there is no server, and time stands. */
  | { readonly is: 'imported'; readonly file: string };

export const connection = signal<Connection>({ is: 'connecting' });
/** Names of the commands that the token allows. */
export const may = signal<readonly string[]>([]);
