/** The Python client's exceptions are those of the table in `src/model/status.ts`. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { ERROR_CODES } from '../../src/model/errors.ts';
import { STATUS } from '../../src/model/status.ts';
import { python } from '../support/python.ts';

/** What `client.errors` makes of each code: its class, and for a ToolCommunicationError the status. */
const WALK = `
import json, sys
import dspex_bridge_pb2 as messages
from vivarium_worker.client.errors import ToolCommunicationError, failed

def made(code):
    error = failed("t", messages.ErrorInfo(type="Kind", message="why", details={"code": code}))
    return [type(error).__name__, error.code.name if isinstance(error, ToolCommunicationError) else None]

print(json.dumps({code: made(code) for code in sys.argv[1:]}))
`;

test('every code is the Python class, and the status, that the table says', async () => {
  const env = { ...process.env, PYTHONPATH: fileURLToPath(new URL('../../python', import.meta.url)) };
  const { stdout } = await promisify(execFile)(python(), ['-c', WALK, ...ERROR_CODES], { env });
  const table = ERROR_CODES.map((code) => {
    const { python, grpc } = STATUS[code];
    return [code, [python, python === 'ToolCommunicationError' ? grpc : null]];
  });
  expect(JSON.parse(stdout)).toEqual(Object.fromEntries(table));
});
