/** `vivarium agent`, and what `vivarium new agent` makes: it answers at once, without a key. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ended, start } from './cli.ts';

let project: string;
let made: Ended;

const vivarium = (...words: string[]): Promise<Ended> => start(words, {}, project).ended;

beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), 'vivarium-agent-'));
  made = await vivarium('new', 'agent', 'word_reader');
});
afterAll(() => rmSync(project, { recursive: true }));

/** The lines that a user is to copy. */
const commands = (): string[][] =>
  [...made.stdout.matchAll(/^ {2}npx vivarium (.*)$/gm)].map(([, line = '']) => line.split(' '));

describe('vivarium new agent', () => {
  test('says what it made, and what to do with it', () => {
    expect(made).toMatchObject({ code: 0, stderr: '' });
    expect(made.stdout.split('\n').slice(0, 3)).toEqual([
      '  python/word_reader/__init__.py',
      '  python/word_reader/agent.py',
      '  python/word_reader/test_word_reader.py',
    ]);
    expect(commands().map(([name]) => name)).toEqual(['agent', 'python', 'agent']);
    expect(made.stdout).not.toMatch(/my_agent|MyAgent/);
  });

  test('makes one that answers, and whose test passes', async () => {
    const [ask = [], unittest = []] = commands();
    expect(await vivarium(...ask)).toEqual({ code: 0, stdout: '{"count_words":1}\n', stderr: '' });
    const tested = await vivarium(...unittest);
    expect(tested.stderr).toMatch(/Ran 2 tests in .*\n\nOK\n$/);
    expect(tested.code).toBe(0);
  });

  test("makes one whose test fails when the agent's work is wrong", async () => {
    const agent = join(project, 'python/word_reader/agent.py');
    const right = readFileSync(agent, 'utf8');
    writeFileSync(agent, right.replace('len(text.split())', 'len(text)'));
    const tested = await vivarium(...(commands()[1] ?? []));
    writeFileSync(agent, right);
    expect(tested).toMatchObject({ code: 1, stderr: expect.stringContaining('FAILED (failures=1)') });
  });
});

describe('vivarium agent', () => {
  const agent = './python/word_reader/agent.py';

  test('gives the whole answer as JSON', async () => {
    const { code, stdout } = await vivarium('agent', agent, 'Hello', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      result: '{"count_words":1}',
      usage: { total_tokens: expect.any(Number) },
    });
  });

  test('prints what a plain function says part by part, and what is no text as JSON', async () => {
    writeFileSync(
      join(project, 'plain.py'),
      'def parts(prompt):\n    for word in prompt.split():\n        yield word + "/"\n\n\ndef count(prompt):\n    return {"n": len(prompt)}\n',
    );
    expect(await vivarium('agent', './plain.py:parts', 'a b')).toEqual({ code: 0, stdout: 'a/b/\n', stderr: '' });
    expect(await vivarium('agent', './plain.py:count', 'ab')).toEqual({ code: 0, stdout: '{"n":2}\n', stderr: '' });
  });

  test('serves until it is told to end, asking for a token when it is to', async () => {
    const { child, ended } = start(['agent', agent, '--auth', '--json'], {}, project);
    const line = await new Promise<string>((resolve) => child.stdout?.once('data', (data) => resolve(String(data))));
    const { url, token } = JSON.parse(line) as { url: string; token: string };
    const ask = async (authorization: string): Promise<number> => {
      const headers = { 'content-type': 'application/json', authorization };
      const response = await fetch(`${url}/run_sync`, { method: 'POST', headers, body: '{"prompt": "Hello"}' });
      return response.status;
    };
    expect(await ask('Bearer wrong')).toBe(401);
    expect(await ask(`Bearer ${token}`)).toBe(200);
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  });

  test('says in one line why it has no agent', async () => {
    const ended = await vivarium('agent', './nothing.py', 'Hello');
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toMatch(/^vivarium: agent nothing did not start: .*there is no such file.*\n$/);
  });

  test.each([
    [['agent'], /takes a MODULE/],
    [['agent', 'a', 'b', 'c'], /takes a MODULE and one PROMPT/],
    [['agent', 'a', '--port', '70000'], /no port/],
  ])('refuses %j with what it takes', async (words, says) => {
    expect(await vivarium(...words)).toMatchObject({ code: 2, stderr: expect.stringMatching(says) });
  });
});
