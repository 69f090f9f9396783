import { expect, test } from 'vitest';
import { readTraceback } from '../../src/port/traceback.ts';

const lines = (...text: string[]): string => `${text.join('\n')}\n`;
const HEAD = 'Traceback (most recent call last):';

test('a traceback is read frame by frame, with its code and without the marks under it', () => {
  const said = lines(
    HEAD,
    '  File "/home/me/adapter.py", line 12, in <module>',
    '    start(model)',
    '    ~~~~~^^^^^^^',
    '  File "/home/me/deep.py", line 3, in start',
    '    raise torch.Broken("no GPU")',
    '  [Previous line repeated 3 more times]',
    'torch.errors.Broken: no GPU: none: at all',
  );
  expect(readTraceback(`warming up\n${said}and more of the message\n`)).toEqual({
    type: 'Broken',
    module: 'torch.errors',
    message: 'no GPU: none: at all',
    traceback: said,
    frames: [
      { file: '/home/me/adapter.py', line: 12, function: '<module>', code: 'start(model)' },
      { file: '/home/me/deep.py', line: 3, function: 'start', code: 'raise torch.Broken("no GPU")' },
    ],
  });
});

test('of an exception with a cause it is the one that was not caught', () => {
  const one = (type: string): string[] => [HEAD, '  File "a.py", line 1, in f', `${type}: why`];
  const said = lines(
    ...one('KeyError'),
    '',
    'The above exception was the direct cause of the following exception:',
    '',
    ...one('ValueError'),
  );
  expect(readTraceback(said)).toMatchObject({ type: 'ValueError', module: 'builtins', frames: [{ function: 'f' }] });
});

test('a frame without its source has no code, an exception may say nothing', () => {
  expect(readTraceback(lines(HEAD, '  File "<frozen x>", line 1, in f', 'KeyboardInterrupt'))).toMatchObject({
    type: 'KeyboardInterrupt',
    message: '',
    frames: [{ file: '<frozen x>', code: '' }],
  });
});

test.each([
  ['', 'nothing'],
  ['ValueError: no\n', 'no traceback'],
  [lines(HEAD, '  File "a.py", line 1, in f', '    x()'), 'one that was cut off'],
  [lines(HEAD, 'ValueError: no'), 'one without frames'],
  [
    lines('Exception in thread Thread-1 (f):', HEAD, '  File "a.py", line 1, in f', 'ValueError: no'),
    'that of a thread, which ends no process',
  ],
  [
    lines('Exception ignored in: <function f>', HEAD, '  File "a.py", line 1, in f', 'ValueError: no'),
    'one that was ignored',
  ],
])('%j is %s: nothing is read', (text) => {
  expect(readTraceback(text)).toBeUndefined();
});
