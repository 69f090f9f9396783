import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventsOf, MOST_EVENT } from '../../src/agent/sse.ts';

async function read(...parts: readonly (string | Buffer)[]): Promise<string[]> {
  async function* bytes(): AsyncGenerator<Buffer> {
    for (const part of parts) yield Buffer.from(part);
  }
  const events: string[] = [];
  for await (const event of eventsOf(bytes())) events.push(event);
  return events;
}

describe("an agent's event stream", () => {
  test('is read event by event', async () => {
    expect(await read('data: {"a":1}\n\ndata: [DONE]\n\n')).toEqual(['{"a":1}', '[DONE]']);
  });

  test('may have comments, other fields, several lines of data and both line ends', async () => {
    expect(await read(': hi\nid: 7\ndata: a\ndata:b\r\n\r\nevent: x\ndata: c\r\n\n')).toEqual(['a\nb', 'c']);
  });

  test('that is cut off has no half event', async () => {
    expect(await read('data: a\n\ndata: b\n')).toEqual(['a']);
    expect(await read('data: a')).toEqual([]);
  });

  test('says the same wherever its bytes are cut, also inside a character', async () => {
    const text = fc.string({ unit: 'grapheme' }).map((each) => JSON.stringify(each));
    const ends = fc.constantFrom('\n', '\r\n');
    await fc.assert(
      fc.asyncProperty(fc.array(text), ends, fc.array(fc.nat()), async (texts, end, cuts) => {
        const whole = Buffer.from(texts.map((each) => `data: ${each}${end}${end}`).join(''));
        const at = [...new Set([0, ...cuts.map((cut) => cut % (whole.length + 1)), whole.length])].sort(
          (a, b) => a - b,
        );
        const parts = at.slice(1).map((stop, index) => whole.subarray(at[index], stop));
        expect(await read(...parts)).toEqual(texts);
      }),
    );
  });

  test('with an event without end is given up', async () => {
    const megabyte = 'x'.repeat(1024 * 1024);
    const parts = Array<string>(MOST_EVENT / megabyte.length + 1).fill(megabyte);
    await expect(read('data: ', ...parts)).rejects.toThrow(RangeError);
    await expect(read(...parts.map((part) => `data: ${part}\n`))).rejects.toThrow(RangeError);
  });
});
