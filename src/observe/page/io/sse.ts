/** Server-sent events out of a stream of text: what EventSource does, for a request that carries a token. */

export interface ServerSent {
  readonly event: string;
  readonly data: string;
  readonly id: string | undefined;
}

/** @returns what takes each piece of the stream and gives the events that are whole by then. */
export function sseParser(): (piece: string) => ServerSent[] {
  let rest = '';
  return (piece) => {
    const blocks = (rest + piece).split(/\r?\n\r?\n/);
    rest = blocks.pop() ?? '';
    return blocks.flatMap(parseBlock);
  };
}

function parseBlock(block: string): ServerSent[] {
  let [event, id]: [string, string | undefined] = ['message', undefined];
  const data: string[] = [];
  for (const line of block.split(/\r?\n/)) {
    const [, field = '', value = ''] = /^([^:]*):? ?(.*)$/.exec(line) ?? [];
    if (field === 'event') event = value;
    else if (field === 'data') data.push(value);
    else if (field === 'id') id = value;
  }
  return data.length === 0 ? [] : [{ event, data: data.join('\n'), id }];
}
