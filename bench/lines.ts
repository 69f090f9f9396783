/** The lines of a stream of bytes: as many at once as a piece of it has. */
import { StringDecoder } from 'node:string_decoder';

export async function* lines(pieces: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new StringDecoder();
  let rest = '';
  for await (const piece of pieces) {
    const parts = (rest + decoder.write(piece)).split('\n');
    rest = parts.pop() ?? '';
    yield* parts;
  }
}
