/** What the agent can do: functions of this process, which knows the library. */
import { tool } from '../../src/index.ts';

const BOOKS = [
  { book: 1, title: 'Knots', topic: 'ropes', copies: 3 },
  { book: 2, title: 'The Great Bridge', topic: 'bridges', copies: 1 },
  { book: 3, title: 'Iron', topic: 'bridges', copies: 0 },
];

export const tools = {
  find_books: tool({
    description: 'The books about a topic',
    parameters: [{ name: 'topic', type: 'string', required: true }],
    execute: (input) =>
      BOOKS.filter(({ topic }) => topic === (input as { topic: string }).topic).map(({ book, title }) => ({
        book,
        title,
      })),
  }),
  is_available: tool({
    description: 'Whether a book is in',
    parameters: [{ name: 'book', type: 'integer', required: true }],
    execute: (input) => BOOKS.some(({ book, copies }) => book === (input as { book: number }).book && copies > 0),
  }),
};
