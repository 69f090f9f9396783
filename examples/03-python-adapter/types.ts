// Written by `vivarium types ./adapter.py:Bookshop` from the adapter's annotations: run it again when they change.
// An integer beyond 2^53 arrives as a bigint.
import type { Tensor, TensorLike } from '../../src/index.ts';

export interface BookshopTools {
  /** Books whose title or author has these letters in it. */
  find(args: {
    text: string;
    by?: 'title' | 'author';
    most?: number | bigint;
  }): { title: string; author: string; pages: number; taste: number[] }[];

  /** The book whose taste is nearest. */
  recommend(args: { taste: TensorLike }): string;

  /** A hundred new books, invented, as a matrix of tastes. */
  invent(args: { seed?: number | bigint }): Tensor;

  /** Reads a book aloud, page by page. */
  read(args: {
    book: { title: string; author: string; pages: number | bigint; taste: readonly number[] };
  }): AsyncIterable<string>;

  /** A reader who takes her time. */
  ponder(args: { seconds: number }): string;

  /** What this request came with. */
  welcome(args: Record<string, never>): string;
}
