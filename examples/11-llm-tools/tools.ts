/** What the model may call in this process, which keeps the shelf. */
import { tool } from '../../src/index.ts';

const copies = new Map([
  ['The Great Bridge', 1],
  ['Iron', 0],
]);

export const tools = {
  reserve: tool({
    description: 'Puts a copy of a book aside',
    parameters: [{ name: 'title', type: 'string', required: true }],
    execute: (input) => {
      const { title } = input as { title: string };
      const left = copies.get(title) ?? 0;
      if (left === 0) throw new Error(`no copy of ${title} is left`);
      copies.set(title, left - 1);
      return { reserved: title, left: left - 1 };
    },
  }),
};
