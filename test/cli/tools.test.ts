/** `--tools FILE`: host tools for `call`, `stream` and `up`. */
import { describe, expect, test } from 'vitest';
import { isOneLine, vivarium } from './cli.ts';

const call = (tools: string, name: string, args: object) =>
  vivarium('call', './backcall.py', 'call', '--tools', `../tools/${tools}`, '--args', JSON.stringify({ name, args }));

describe('--tools', () => {
  test('gives Python the tools of a TypeScript file', async () => {
    expect(await call('tools.ts', 'shout', { text: 'hi' })).toEqual({ code: 0, stdout: 'HI\n', stderr: '' });
    expect(JSON.parse((await call('tools.ts', 'vector', {})).stdout)).toMatchObject({ shape: [3], data: [1, 2, 3] });
  });

  test('takes exports that are tools, when there is no `tools`', async () => {
    expect(await call('named.ts', 'whisper', { text: 'HI' })).toEqual({ code: 0, stdout: 'hi\n', stderr: '' });
  });

  test('streams through Python', async () => {
    const args = JSON.stringify({ name: 'letters', args: { text: 'abc' } });
    const { stdout } = await vivarium(
      'stream',
      './backcall.py',
      'relay',
      '--tools',
      '../tools/tools.ts',
      '--args',
      args,
    );
    expect(stdout).toBe('a\nb\nc\n');
  });

  test.each([
    ['none.mjs', 2, '../tools/none.mjs has no tools: export const tools = { name: tool({ … }) }'],
    ['absent.ts', 2, '../tools/absent.ts could not be loaded'],
    ['tools.py', 2, '../tools/tools.py is no file of tools: it ends in .mjs, .js, .ts, .mts'],
    ['wrong.mjs', 2, '../tools/wrong.mjs: tools.shout: expected what tool({ … }) returns, got function'],
  ])('%s is refused in one line', async (file, code, message) => {
    const ended = await call(file, 'shout', {});
    expect(ended.stderr).toContain(message);
    expect(ended.code).toBe(code);
    expect(isOneLine(ended.stderr)).toBe(true);
  });

  test('is in the help of each command that takes it', async () => {
    for (const command of ['call', 'stream', 'up'])
      expect((await vivarium(command, '--help')).stdout).toContain('--tools FILE');
  });
});
