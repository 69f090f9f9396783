/** The bare socket's messages: whole, whatever the pieces in which they come. */
import { describe, expect, it } from 'vitest';
import { LengthReader, lengthBefore } from '../../bench/length-reader.ts';

describe('messages with a length before them', () => {
  const sent = ['', 'a', 'bc'.repeat(700), 'd'.repeat(70_000)];
  const bytes = Buffer.concat(sent.flatMap((text) => [lengthBefore(text.length), Buffer.from(text)]));

  it.each([1, 3, 4, 5, 1_000, 65_536, bytes.length])('are whole when they come in pieces of %i bytes', (size) => {
    const seen: string[] = [];
    const reader = new LengthReader((message) => seen.push(message.toString()));
    for (let at = 0; at < bytes.length; at += size) reader.take(bytes.subarray(at, at + size));
    expect(seen).toEqual(sent);
  });
});
