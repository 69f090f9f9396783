/** What pip 23 and uv 0.13 really said, and the reason that is read from it. */
import { describe, expect, test } from 'vitest';
import type { PythonEnvReason } from '../../src/python/env-error.ts';
import { explainCache, explainInstall } from '../../src/python/explain-install.ts';

const RECORDED: readonly [title: string, reason: PythonEnvReason, retryable: boolean, output: string][] = [
  [
    'pip on a full disk is disk_full',
    'disk_full',
    true,
    `Installing collected packages: msgpack, protobuf, grpcio
ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device`,
  ],
  [
    'uv on a full disk is disk_full',
    'disk_full',
    true,
    `error: Failed to install: grpcio-1.85.1-cp311-cp311-manylinux2014_x86_64.whl (grpcio==1.85.1)
  cause: failed to copy file: No space left on device (os error 28)`,
  ],
  [
    'pip that got another file than the locked one is hash_mismatch',
    'hash_mismatch',
    false,
    `Collecting six==1.17.0 (from -r r.txt (line 1))
  Downloading six-1.17.0-py2.py3-none-any.whl (11 kB)
ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you have updated the package versions, please update the hashes. Otherwise, examine the package contents carefully; someone may have tampered with them.
    six==1.17.0 from https://index.example/six-1.17.0-py2.py3-none-any.whl (from -r r.txt (line 1)):
        Expected sha256 0000000000000000000000000000000000000000000000000000000000000001
             Got        4721f391ed90541fddacab5acf947aa0d3dc7d27b2e1e8eda2be8970586c3274`,
  ],
  [
    'uv that got another file than the locked one is hash_mismatch, though it says "failed to download"',
    'hash_mismatch',
    false,
    `Resolved 1 package in 127ms
error: Failed to download \`six==1.17.0\`
  cause: Hash mismatch for \`six==1.17.0\`

         Expected:
           sha256:0000000000000000000000000000000000000000000000000000000000000001`,
  ],
  [
    'pip that finds only sources is no_wheel',
    'no_wheel',
    false,
    `ERROR: Could not find a version that satisfies the requirement docopt==0.6.2 (from versions: none)
ERROR: No matching distribution found for docopt==0.6.2`,
  ],
  [
    'uv that finds only sources is no_wheel',
    'no_wheel',
    false,
    `error: No solution found when resolving dependencies
  cause: Because docopt==0.6.2 has no usable wheels and you require docopt==0.6.2, we can conclude that your requirements are unsatisfiable.`,
  ],
  [
    'uv without a network is index_unreachable',
    'index_unreachable',
    true,
    `error: Request failed after 3 retries in 8.0s
  cause: Failed to fetch: http://127.0.0.1:9/six/
  cause: error sending request for url (http://127.0.0.1:9/six/)
  cause: client error (Connect)`,
  ],
  [
    'pip behind a proxy whose certificate it does not know is index_unreachable, though it also finds no version',
    'index_unreachable',
    true,
    `WARNING: Retrying (Retry(total=0, connect=None, read=None, redirect=None, status=None)) after connection broken by 'SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate in certificate chain (_ssl.c:1006)'))': /simple/grpcio/
ERROR: Could not find a version that satisfies the requirement grpcio==1.85.1 (from versions: none)`,
  ],
  [
    'anything else is dependency_install_failed',
    'dependency_install_failed',
    false,
    `Traceback (most recent call last):
ImportError: libstdc++.so.6: cannot open shared object file: No such file or directory`,
  ],
];

describe('explainInstall', () => {
  test.each(RECORDED)('%s', (_title, reason, retryable, output) => {
    const error = explainInstall('installing', output);
    expect(error).toMatchObject({ reason, retryable });
    expect(error.message).toMatch(/^installing failed/);
    expect(error.message).toContain(error.remedy);
    expect(output).toContain(error.context);
  });

  test('shows the last twelve lines, where the error stands', () => {
    const output = Array.from({ length: 30 }, (_, line) => `line ${line}`).join('\n');
    expect(explainInstall('installing', output).context.split('\n')).toHaveLength(12);
    expect(explainInstall('installing', output).context).toContain('line 29');
  });
});

describe('explainCache', () => {
  const failed = (code: string) => Object.assign(new Error(code), { code });

  test.each(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'])('%s is cache_not_writable', (code) => {
    expect(explainCache(failed(code), '/cache')).toMatchObject({ reason: 'cache_not_writable', cause: failed(code) });
  });

  test.each(['ENOSPC', 'EDQUOT'])('%s is disk_full', (code) => {
    expect(explainCache(failed(code), '/cache')).toMatchObject({ reason: 'disk_full' });
  });

  test('any other error is passed on as it is', () => {
    const other = new Error('other');
    expect(explainCache(other, '/cache')).toBe(other);
  });
});

test.each([
  ['pip', 'ERROR: No matching distribution found for grpcio==1.85.1'],
  ['uv', '  × No solution found when resolving dependencies:\n  ╰─▶ Because grpcio==1.85.1 was not found in the cache'],
])('what %s lacks offline is named', (tool, output) => {
  const error = explainInstall(`installing with ${tool}`, output, true);
  expect(error).toMatchObject({ reason: 'offline', facts: { lacking: 'grpcio==1.85.1' } });
  expect(explainInstall(`installing with ${tool}`, output).reason).toBe('no_wheel');
});
