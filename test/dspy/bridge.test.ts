/** Agents of DSPy in a Python program of its own, over tools that run in Node. See `npm run test:dspy`. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { createRuntime } from '../../src/index.ts';
import { clientTools, type Seen } from '../fixtures/client/tools.ts';

const python = process.env['VIVARIUM_DSPY_PYTHON'] ?? '';
const pathOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const quiet = { debug() {}, info() {}, warn() {}, error() {} };

test.skipIf(python === '')(
  "a bridge's tools are DSPy's, with true parameters, and its agents are built again from their variables",
  async () => {
    const seen: Seen = { calls: [] };
    const runtime = createRuntime({ tools: clientTools(seen), grpc: {}, logger: quiet });
    await runtime.start();
    try {
      const env = { ...process.env, PYTHONPATH: pathOf('../../python') };
      const args = [pathOf('../fixtures/dspy/bridge.py'), runtime.grpc?.socket ?? ''];
      const { stdout } = await promisify(execFile)(python, args, { env });
      const found = JSON.parse(stdout);
      expect(found).toEqual({
        args: { a: { type: 'integer' }, b: { type: 'integer', default: 1 } },
        async: 2,
        stream: [1, 2],
        loop: '42',
        'own loop': expect.stringMatching(/^add would wait for the loop that runs it/),
        id: 'react_agents_',
        descriptor: {
          type: 'react_agent',
          signature: 'question -> answer',
          tools: ['add', 'unknown'],
          max_iters: 3,
        },
        run: ['42', 42],
        rebuilt: '42',
      });
      expect(seen.calls.filter((each) => each === 'add')).toHaveLength(4);
    } finally {
      await runtime.stop({ grace: 0 });
    }
  },
  60_000,
);
