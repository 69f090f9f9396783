/** What Python answers as the error its caller gets. */
import { kindName } from '../bridge/kind.ts';
import { protocolError } from '../bridge/protocol-error.ts';
import type { Incoming } from '../bridge/types.ts';
import { BadArguments, StreamOnly, ToolFailed, UnknownTool, Unsendable } from '../model/call-errors.ts';
import type { VivariumError } from '../model/errors.ts';
import { readFailure } from '../worker/handshake.ts';
import { factsOf, type Row } from './row.ts';

/** A FAILURE. */
export function failureOf(row: Row, message: Incoming, knownTools: () => readonly string[]): VivariumError {
  const failure = readFailure(message);
  switch (failure.kind) {
    case 'bad_arguments':
      return new BadArguments(row.pool, row.tool, failure.message, { ...factsOf(row) });
    case 'unknown_tool':
      return new UnknownTool(row.pool, row.tool, knownTools(), { ...factsOf(row) });
    case 'stream_only':
      return new StreamOnly(row.pool, row.tool, { ...factsOf(row) });
    case 'unsendable':
      return new Unsendable(`${row.pool}.${row.tool}: ${failure.message}`, {
        ...factsOf(row),
        ...failure,
      });
    default:
      return new ToolFailed(factsOf(row), failure);
  }
}

/** An end that a call, or a stream, cannot have. */
export function noEndOf(row: Row, { kind }: Incoming): VivariumError {
  const what = row.stream === undefined ? 'call' : 'stream';
  return protocolError(`a ${what} was ended by ${kindName(kind)}`, { ...factsOf(row) });
}
