/** `npm run example NAME [PART]`: prepares what is missing, then runs examples/NAME/main.ts, or PART.ts, in this very process. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadTypeScript, prepare, prepareNode, root } from './prepare.mjs';
import { fail } from './terminal.mjs';

const [name = '', part = 'main'] = process.argv.slice(2);
const examples = join(root, 'examples');
const file = join(examples, name, `${part}.ts`);
if (name === '' || !existsSync(file))
  fail(`There is no example "${process.argv.slice(2).join(' ')}".`, `There are: ${readdirSync(examples).join(', ')}`);

/** What its Python needs, when that is more than most do: a lock of python/requirements. */
const LOCKS = { '06-dspy-agent': 'dspy', '10-agents': 'agents' };

const hasPython = readdirSync(dirname(file)).some((name) => name.endsWith('.py'));
if (hasPython) {
  process.env['VIVARIUM_PYTHON'] = await prepare(LOCKS[name] ?? 'examples');
} else {
  await prepareNode();
  await loadTypeScript();
}
await import(file);
