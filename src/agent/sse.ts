/** Server-sent events, as agents write them: bytes → the text of each event's `data`, in bounded memory. */
import { StringDecoder } from 'node:string_decoder';

/** The most characters of one event. */
export const MOST_EVENT = 16 * 1024 * 1024;

/**
 * Lines end with `\n` or `\r\n`, an event with an empty line; its `data` lines are joined by line breaks. Comments
 * and other fields are passed over, an event that is cut off at the end is dropped, as the standard has it.
 * @throws RangeError for an event that is longer than {@link MOST_EVENT}.
 */
export async function* eventsOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<string, void> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let data: string[] = [];
  let size = 0;
  for await (const part of bytes) {
    const text = decoder.write(part);
    rest += text;
    const lines = text.includes('\n') ? rest.split(/\r?\n/) : [rest]; // a long line is looked through once
    rest = lines.pop() ?? '';
    if (size + rest.length > MOST_EVENT) throw tooLong();
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) yield data.join('\n');
        data = [];
        size = 0;
      } else if (line.startsWith('data:')) {
        const text = line.slice(line.startsWith('data: ') ? 6 : 5);
        size += text.length;
        if (size > MOST_EVENT) throw tooLong();
        data.push(text);
      }
    }
  }
}

const tooLong = (): RangeError => new RangeError(`an event of more than ${MOST_EVENT} characters`);
