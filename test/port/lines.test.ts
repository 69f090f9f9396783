import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineSplitter, MAX_LINE } from '../../src/port/lines.ts';

function split(...chunks: (string | Buffer)[]): string[] {
  const lines: string[] = [];
  const splitter = lineSplitter((line) => lines.push(line));
  for (const chunk of chunks) splitter.push(Buffer.from(chunk as string));
  splitter.end();
  return lines;
}

describe('what a process prints', () => {
  test.each<[string, string[], string[]]>([
    ['is cut into lines, empty ones too', ['a\n\nb\n'], ['a', '', 'b']],
    ['keeps a last line without its newline', ['a\nb'], ['a', 'b']],
    ['may end its lines as Windows does', ['a\r\nb\r', '\nc\r\n'], ['a', 'b', 'c']],
    ['shows a progress bar as a terminal would', ['10 %\r50 %', '\r100 %\nnext\n'], ['100 %', 'next']],
    ['is nothing when nothing is printed', [], []],
  ])('%s', (_, chunks, lines) => {
    expect(split(...chunks)).toEqual(lines);
  });

  test('is the same however the bytes arrive, inside a character too', () => {
    const text = fc.array(
      fc.string({ unit: 'grapheme' }).map((line) => line.replace(/[\r\n]/g, '')),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 5 }), (lines, size) => {
        const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
        const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
          bytes.subarray(i * size, i * size + size),
        );
        expect(split(...chunks)).toEqual(lines);
      }),
    );
  });

  test('that is no UTF-8 becomes replacement characters', () => {
    expect(split(Buffer.from([0x61, 0xff, 0x62, 0x0a, 0xe2, 0x82]))).toEqual(['a\ufffdb', '\ufffd']);
  });
});

describe('a line that is too long', () => {
  test('is cut with a mark, and the next line is whole', () => {
    const [long, next, ...rest] = split(`${'x'.repeat(MAX_LINE + 1)}`, 'y'.repeat(100), 'z\nnext\n');
    expect(long).toBe(`${'x'.repeat(MAX_LINE)} … (line cut)`);
    expect([next, ...rest]).toEqual(['next']);
  });

  test('is whole at exactly the limit', () => {
    expect(split(`${'x'.repeat(MAX_LINE)}\n`)).toEqual(['x'.repeat(MAX_LINE)]);
  });

  test('of progress bars shows the last of them', () => {
    const bars = Array.from({ length: 10_000 }, (_, i) => `\r${i} done`);
    expect(split(...bars, '\n')).toEqual(['9999 done']);
  });
});
