/** What must not compile when a host tool is declared. Nothing here runs: `tsc` fails when a line that should be an error is none. */
import { z } from 'zod';
import { createRuntime, type HostTool, tool } from '../../src/index.ts';

const execute = (): number => 1;

export const typed: HostTool = tool({
  description: 'The input has the types of its schema',
  input: z.object({ name: z.string(), size: z.number().default(1) }),
  output: z.object({ text: z.string() }),
  execute: async ({ name, size }, { signal, session, deadline }) => {
    const text: string = name.repeat(size);
    // @ts-expect-error the schema has no such field
    name.nope;
    signal.throwIfAborted();
    const id: string | undefined = session?.id;
    return { text: `${text} ${id} ${deadline.toFixed()}` };
  },
});

export const open = tool({
  description: 'Without a schema the arguments are unknown',
  execute: ({ anything }) => {
    // @ts-expect-error nobody has checked it
    anything.length;
    return anything;
  },
});

// @ts-expect-error no description
tool({ execute });
// @ts-expect-error an option there is not
tool({ description: 'x', execute, retries: 3 });
// @ts-expect-error the result is not what the schema says
tool({ description: 'x', output: z.object({ text: z.string() }), execute: () => ({ text: 1 }) });
// @ts-expect-error no such type of a parameter
tool({ description: 'x', parameters: [{ name: 'a', type: 'str' }], execute });

export const chunks = tool({
  description: 'x',
  streaming: true,
  output: z.number(),
  execute: async function* () {
    yield 1;
  },
});

const runtime = createRuntime({ tools: { typed }, pools: { ml: { adapter: './a.py', tools: { open } } } });
runtime.tools.register('chunks', chunks);
// @ts-expect-error only what tool() made
runtime.tools.register('plain', { description: 'x', execute });
