/** What the pages show is run: TypeScript against real pools, Python by Python, commands by a shell. */
import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import * as vivarium from '../../src/index.ts';
import { start } from '../cli/cli.ts';
import { python } from '../support/python.ts';
import { type Block, blocksOf, pageProgram } from './page-program.ts';
import { PAGES } from './pages.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, '.cache/blocks');
const fileOf = (page: string): string => join(folder, `${page.replaceAll(/\W/g, '-')}.ts`);

/** Pages whose blocks have a test of their own. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'docs/guides/supervision.md': 'guides.test.ts',
  'docs/guides/coming-from-otp.md': 'guides.test.ts',
  'docs/guides/testing-your-tree.md': 'guides.test.ts',
  'docs/guides/embed.md': '../package/package.test.ts',
  'docs/reference/kernel.md': 'kernel.test.ts',
  'docs/reference/machines.md': '../machines/charts.test.ts',
};

/** Blocks, by a text of theirs, that are not run as they stand. */
const NOT_RUN: readonly (readonly [page: string, text: string, why: string])[] = [
  ['docs/guides/cli.md', 'vivarium.config.mjs', 'a file for `up`, which serves until a signal: test/cli/up.test.ts'],
  ['docs/guides/cli.md', 'BridgeServiceStub', 'needs the address of a host: test/cli/run.test.ts'],
  ['docs/guides/deployment.md', 'startupProbe', 'for Kubernetes'],
  ['docs/guides/observer.md', 'runtime.observer({ port: 7070 })', 'takes that port: test/observe/server'],
  ['docs/guides/observer.md', 'observerHandler(runtime', 'serves: test/observe/server'],
  ['docs/guides/observer.md', 'console.log(message.says)', 'ends with its runtime: test/observe/feed'],
  ['docs/guides/observer.md', 'observation.export()', 'writes a file: test/cli/observe.test.ts'],
  ['docs/guides/observer.md', 'createWebSocketInspector', 'needs a server: test/observe/inspect.test.ts'],
  [
    'docs/reference/python-client.md',
    'SyncToolBridgeClient',
    'needs the address of a host: test/integration/python-client.test.ts',
  ],
  ['docs/reference/python-client.md', 'createReactAgent', 'needs a model: test/dspy'],
  ['docs/reference/graphbit.md', 'LlmConfig.openai', 'needs a host: test/seeds/003-python.test.ts'],
];

/** Commands that are not run, by how they begin. */
const NOT_TYPED: readonly (readonly [page: string, command: string, why: string])[] = [
  ['README.md', 'npm start', 'takes a minute and installs: it is run by hand before a release'],
  ['README.md', 'npm test', 'is what runs this'],
  ['README.md', 'npx vivarium up', 'serves until a signal: test/cli/up.test.ts'],
  ['README.md', 'npx vivarium run', 'needs a script and tools: test/cli/run.test.ts'],
  ['README.md', 'npx vivarium observe', 'serves until a signal: test/cli/observe.test.ts'],
  ['README.md', 'npx vivarium top', 'needs the address of an observer: test/cli/top.test.ts'],
  ['docs/guides/llm.md', 'npm install', 'from an index'],
  ['docs/guides/adapters.md', 'npx vivarium', 'with the files of its page: adapters.test.ts'],
  ['docs/guides/cli.md', 'npm run -s vivarium', 'has no arguments: test/cli/clone.test.ts'],
  ['docs/guides/observer.md', 'npx vivarium observe', 'serves until a signal: test/cli/observe.test.ts'],
  ['docs/guides/observer.md', 'npx vivarium top', 'needs the address of an observer: test/cli/top.test.ts'],
  ['docs/guides/observer.md', 'npx vivarium chart ./machine.mjs', "needs one's own machine: test/cli/chart.test.ts"],
  ['docs/guides/tools-for-models.md', 'npx vivarium mcp', 'serves until a signal: test/mcp/mcp.test.ts'],
  ['examples/04-call-back-into-node/README.md', 'npm run', 'is run by test/examples/python.test.ts'],
  ['examples/10-agents/README.md', 'curl', 'needs the agent: test/examples/agents.test.ts'],
  ['examples/09-service/README.md', 'curl', 'needs the service: test/examples/service.test.ts'],
];

const pages = ['README.md', ...['docs/guides', 'docs/reference'].flatMap(filesIn), ...examples()];
const blocks = pages.filter((page) => !(page in ELSEWHERE)).flatMap(blocksOf);
const skipped = (block: Block): boolean =>
  NOT_RUN.some(([page, text]) => block.page === page && block.body.includes(text));
const commands = blocks
  .filter(({ language }) => language === 'sh')
  .flatMap(({ page, body }) =>
    body
      .replaceAll(/ \\\n +/g, ' ')
      .trimEnd()
      .split('\n')
      .map((line) => [page, line.replace(/\s+# .*/, '')] as const),
  );
const untyped = ([page, command]: readonly [string, string]): boolean =>
  NOT_TYPED.some(([of, begins]) => of === page && command.startsWith(begins));

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of ['adapter.py', 'digits.py'])
    copyFileSync(join(import.meta.dirname, 'given/adapter.py'), join(folder, name));
  for (const page of PAGES) writeFileSync(fileOf(page.path), pageProgram(page, Object.keys(vivarium), folder));
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: '../../tsconfig.check.json', include: ['*.ts'], exclude: [] }),
  );
  process.env['VIVARIUM_PYTHON'] = python();
});

test('no page with TypeScript is left out', () => {
  const shown = blocks.filter((block) => block.language === 'ts' && !skipped(block)).map(({ page }) => page);
  expect([...new Set(shown)].sort()).toEqual(PAGES.map(({ path }) => path).sort());
});

test('what is not run is there to be run', () => {
  expect(
    NOT_RUN.filter(([page, text]) => !blocks.some((block) => block.page === page && block.body.includes(text))),
  ).toEqual([]);
  const gone = NOT_TYPED.filter(
    (one) => !commands.some(([page, command]) => page === one[0] && command.startsWith(one[1])),
  );
  expect(gone).toEqual([]);
});

test('every language is one that somebody looks at', () => {
  const known = ['ts', 'python', 'sh', 'mermaid', 'json'];
  expect(blocks.filter((block) => !skipped(block) && !known.includes(block.language))).toEqual([]);
});

test('JSON can be read', () => {
  for (const { body } of blocks.filter(({ language }) => language === 'json'))
    expect(() => JSON.parse(body)).not.toThrow();
});

test('TypeScript compiles', async () => {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { stdout } = await promisify(execFile)(process.execPath, [tsc, '-p', folder], { cwd: root }).catch(
    (error: { readonly stdout: string }) => error, // which has it, too
  );
  expect(stdout.split('\n').filter((line: string) => line.startsWith('.cache'))).toEqual([]);
}, 60_000);

describe('TypeScript runs:', () => {
  test.each(PAGES)(
    '$path',
    async ({ path }) => {
      vi.spyOn(console, 'log').mockImplementation(() => undefined);
      const { page } = (await import(fileOf(path))) as { readonly page: () => Promise<unknown> };
      await page();
    },
    60_000,
  );
});

describe('Python runs:', () => {
  const shown = blocks.filter((block) => block.language === 'python' && !skipped(block));
  test.each([...new Set(shown.map(({ page }) => page))])('%s', async (page) => {
    const file = join(folder, 'page.py');
    writeFileSync(
      file,
      shown
        .filter((block) => block.page === page)
        .map(({ body }) => body)
        .join('\n'),
    );
    const env = { ...process.env, PYTHONPATH: join(root, 'python') };
    await expect(promisify(execFile)(python(), [file], { env })).resolves.toMatchObject({ stderr: '' });
  });
});

describe('a command does what it says:', () => {
  test.each(commands.filter((one) => !untyped(one)))('%s: %s', async (_, command) => {
    const [npx, name, ...words] = command.trim().split(/\s+/);
    expect([npx, name]).toEqual(['npx', 'vivarium']);
    expect(await start(words, {}, folder).ended).toMatchObject({ code: 0 });
  });
});

function filesIn(place: string): string[] {
  return readdirSync(join(root, place)).map((name) => `${place}/${name}`);
}

function examples(): string[] {
  return readdirSync(join(root, 'examples'))
    .map((name) => `examples/${name}/README.md`)
    .filter((page) => existsSync(join(root, page)));
}
