import { describe, expect, test } from 'vitest';
import { readStacks, userFrame } from '../../src/port/stacks.ts';

const LIB = '/usr/lib/python3.11';
const CRASH = `loading
Fatal Python error: Segmentation fault

Thread 0x00007ff3 (most recent call first):
  File "${LIB}/selectors.py", line 468 in select
  File "/opt/vivarium_worker/lane/lane.py", line 127 in _run

Current thread 0x00007ff4 (most recent call first):
  File "${LIB}/ctypes/__init__.py", line 519 in string_at
  File "/home/me/adapter.py", line 12 in predict
  File "/opt/vivarium_worker/calls/perform.py", line 60 in perform

Extension modules: numpy.core (total: 1)
`;

describe('the stacks that faulthandler wrote', () => {
  test('are read thread by thread, each from its outermost frame', () => {
    expect(readStacks(CRASH)).toEqual([
      {
        thread: '0x00007ff3',
        current: false,
        frames: [
          { file: '/opt/vivarium_worker/lane/lane.py', line: 127, function: '_run' },
          { file: `${LIB}/selectors.py`, line: 468, function: 'select' },
        ],
      },
      {
        thread: '0x00007ff4',
        current: true,
        frames: [
          { file: '/opt/vivarium_worker/calls/perform.py', line: 60, function: 'perform' },
          { file: '/home/me/adapter.py', line: 12, function: 'predict' },
          { file: `${LIB}/ctypes/__init__.py`, line: 519, function: 'string_at' },
        ],
      },
    ]);
  });

  test('are those of the last dump, when a process wrote several', () => {
    const later = CRASH.replaceAll('line 12', 'line 13');
    expect(userFrame(readStacks(CRASH + later))?.line).toBe(13);
    expect(readStacks(CRASH + later)).toHaveLength(2);
  });

  test('have names where Python tells them, and lines it cannot tell are 0', () => {
    const text = 'Thread 0x00007ff3 [lane] (most recent call first):\n  File "a b.py", line ??? in <module>\n';
    expect(readStacks(text)).toEqual([
      { thread: 'lane 0x00007ff3', current: false, frames: [{ file: 'a b.py', line: 0, function: '<module>' }] },
    ]);
  });

  test('begin in the middle when the beginning was dropped', () => {
    expect(readStacks(CRASH.slice(CRASH.indexOf('Current')))).toHaveLength(1);
    expect(readStacks(CRASH.slice(CRASH.indexOf('line 468')))).toHaveLength(1);
  });

  test.each([
    '',
    'warning: nothing to see',
    'Traceback (most recent call last):\n  File "a.py", line 1, in <module>\n',
  ])('are not seen where there are none: %j', (text) => {
    expect(readStacks(text)).toEqual([]);
  });
});

describe("the frame of the user's code", () => {
  test('is the innermost that is neither of the standard library nor of the worker', () => {
    expect(userFrame(readStacks(CRASH))).toEqual({ file: '/home/me/adapter.py', line: 12, function: 'predict' });
  });

  test('may be in an installed package', () => {
    const text = CRASH.replace(`${LIB}/ctypes`, `${LIB}/site-packages/torch`);
    expect(userFrame(readStacks(text))?.function).toBe('string_at');
  });

  test('is not where the worker itself begins', () => {
    expect(
      userFrame(readStacks(CRASH.replace('/home/me/adapter.py', '/opt/vivarium/python/__main__.py'))),
    ).toBeUndefined();
  });

  test('is of another thread when the one that crashed ran none', () => {
    const text = CRASH.replace('Current thread', 'Thread').replace('Thread 0x00007ff3', 'Current thread 0x00007ff3');
    expect(userFrame(readStacks(text))?.function).toBe('predict');
    expect(userFrame(readStacks(text.replace('/home/me/', `${LIB}/`)))).toBeUndefined();
  });
});
