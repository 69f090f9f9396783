/** Where the time of a row goes, as a picture: from what V8 and the watcher in Python have seen. */
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { flameGraph } from '../../bench/flame.ts';
import { nodeStacks, pythonStacks } from '../../bench/stacks.ts';
import { python } from '../support/python.ts';

const frame = (functionName: string, url = '', lineNumber = 0) => ({ functionName, url, lineNumber });

describe('what a profiler has seen becomes stacks', () => {
  it('of Node, with the time of all samples in a function, without that in which nothing ran or the profiler did', () => {
    const nodes = [
      { id: 1, callFrame: frame('(root)'), children: [2, 4, 5] },
      { id: 2, callFrame: frame('send', 'file:///home/me/.cache/bench/src/bridge/lane.js', 9), children: [3] },
      { id: 3, callFrame: frame('', 'file:///home/me/node_modules/@grpc/grpc-js/call.js', 4) },
      { id: 4, callFrame: frame('(idle)') },
      { id: 5, callFrame: frame('post', 'node:inspector', 90), children: [6] },
      { id: 6, callFrame: frame('dispatch') },
    ];
    expect(nodeStacks({ nodes, samples: [3, 2, 4, 3, 6], timeDeltas: [10, 5, 1_000, 20, 500] })).toEqual([
      { frames: ['send  src/bridge/lane.js:10', '(anonymous)  @grpc/grpc-js/call.js:5'], weight: 30 },
      { frames: ['send  src/bridge/lane.js:10'], weight: 5 },
    ]);
  });

  it('of Python, thread by thread', () => {
    const line = JSON.stringify({ stack: ['lane', '_run  vivarium_worker/lane/lane.py:3'], count: 7 });
    expect(pythonStacks(`${line}\n`)).toEqual([
      { frames: ['lane', '_run  vivarium_worker/lane/lane.py:3'], weight: 7 },
    ]);
  });
});

it("a place in Python has its file's path from our package on, of others that of its folder", () => {
  const files = ['/opt/vivarium_worker/lane/outbox.py', '/usr/lib/python3.11/threading.py', '<string>'];
  const program = [
    'import sys, profiled',
    'for file in sys.argv[1:]:',
    `    code = compile("\\ndef take(): print(profiled.place(sys._getframe()))\\ntake()", file, "exec")`,
    '    exec(code, {"sys": sys, "profiled": profiled})',
  ].join('\n');
  const env = { PYTHONPATH: resolve('bench'), PYTHONDONTWRITEBYTECODE: '1' };
  expect(execFileSync(python(), ['-c', program, ...files], { env, encoding: 'utf8' }).split('\n')).toEqual([
    'take  vivarium_worker/lane/outbox.py:2',
    'take  python3.11/threading.py:2',
    'take  <string>:2',
    '',
  ]);
});

describe('the flame graph', () => {
  const boxes = (svg: string) =>
    [...svg.matchAll(/<title>(.*?): (.*?) %<\/title><rect class="(\w+)" x="(.*?)" y="(\d+)" width="(.*?)"/g)].map(
      ([, name, share, kind, x, y, width]) => ({ name, share, kind, x: Number(x), y: Number(y), width: Number(width) }),
    );

  it('has a box for each function, as wide as its time with all that it called, which is under it', () => {
    const stacks = [
      { frames: ['send  src/a.js:1', 'write  node:net:7'], weight: 60 },
      { frames: ['send  src/a.js:2'], weight: 20 },
      { frames: ['(garbage collector)'], weight: 20 },
    ];
    const [send, write, garbage] = boxes(flameGraph([{ title: 'Node', stacks }]));
    expect(send).toMatchObject({ name: 'send  src/a.js', share: '80', kind: 'ours', x: 0, width: 800 });
    expect(write).toMatchObject({ share: '60', kind: 'other', x: 0, width: 600 });
    expect(write?.y).toBeGreaterThan(send?.y ?? 0);
    expect(garbage).toMatchObject({ kind: 'gc', x: 800, width: 200, y: send?.y });
  });

  it('writes into a box what it has room for, and nothing into a narrow one', () => {
    const stacks = [
      { frames: ['a rather long name of a function'], weight: 90 },
      { frames: ['and another that is long'], weight: 908 },
      { frames: ['narrow'], weight: 2 },
    ];
    const labels = [...flameGraph([{ title: 'Node', stacks }]).matchAll(/<text x="[\d.]+" y="\d+">(.*?)<\/text>/g)];
    expect(labels.map(([, label]) => label)).toEqual(['and another that is long', 'a rather long']);
  });

  it('leaves out what nobody could see, and lets no name break out', () => {
    const stacks = [
      { frames: ['<module> & more'], weight: 9_999 },
      { frames: ['tiny'], weight: 1 },
    ];
    const svg = flameGraph([{ title: 'Python', stacks }]);
    expect(boxes(svg).map(({ name }) => name)).toEqual(['&lt;module> &amp; more']);
    expect(svg).not.toContain('<module>');
  });
});
