import { beforeEach, expect, test, vi } from 'vitest';
import { textLog } from '../../src/observe/text-log.ts';

let said = '';

beforeEach(() => {
  said = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += text;
    return true;
  });
});

/** Without the time of day. */
const lines = (): string => said.replaceAll(/^\d\d:\d\d:\d\d\.\d{3} /gm, '');

test('a line has the time, the level and whose it is', () => {
  textLog('info').warn({ worker: 'worker:ml/1', session: 'user-42', call: 7, incarnation: 2 }, 'no such file');
  expect(said).toMatch(/^\d\d:\d\d:\d\d\.\d{3} warn {2}worker:ml\/1 session user-42 call 7: no such file\n$/);
});

test('a sentence that names its worker itself is left as it is', () => {
  textLog('info').error({ worker: 'worker:ml/1' }, 'worker:ml/1#2 crashed');
  textLog('info').info({}, 'nobody in particular');
  expect(lines()).toBe('error worker:ml/1#2 crashed\ninfo  nobody in particular\n');
});

test('what a Python exception or an error had behind it follows', () => {
  const err = new Error('because');
  textLog('info').error({ traceback: 'Traceback …\nValueError: no\n' }, 'it failed');
  textLog('info').error({ err }, 'that threw');
  expect(lines()).toBe(`error it failed\nTraceback …\nValueError: no\nerror that threw\n${err.stack}\n`);
});

test.each([
  ['debug', ['debug', 'info', 'warn', 'error']],
  ['info', ['info', 'warn', 'error']],
  ['error', ['error']],
  ['silent', []],
] as const)('from level %s on it says %j, and knows that', (least, levels) => {
  const log = textLog(least);
  for (const level of ['debug', 'info', 'warn', 'error'] as const) {
    log[level]({}, 'x');
    expect(log.isLevelEnabled?.(level)).toBe((levels as readonly string[]).includes(level));
  }
  expect(lines()).toBe(levels.map((level) => `${level.padEnd(5)} x\n`).join(''));
});
