/** Reads the end of what pip or uv said, and finds the one reason a person can act on. */
import { PythonEnvError, type PythonEnvReason } from './env-error.ts';

interface Symptom {
  readonly reason: PythonEnvReason;
  readonly pattern: RegExp;
  readonly what: string;
  readonly remedy: string;
}

/** In order: pip that cannot reach an index also says that it found no version, so the cause stands before the effect. */
const SYMPTOMS: readonly Symptom[] = [
  {
    reason: 'disk_full',
    pattern: /no space left on device|disk quota exceeded|os error 28|ENOSPC/i,
    what: 'the disk is full',
    remedy: 'Free about 300 MB, or set VIVARIUM_CACHE_DIR to a folder on another disk.',
  },
  {
    reason: 'hash_mismatch',
    pattern: /do not match the hashes|hash mismatch/i,
    what: 'a downloaded package is not the one that was locked',
    remedy:
      'Clear the download caches ("pip cache purge", "uv cache clean") and run it again; if it stays, the package index serves altered files.',
  },
  {
    reason: 'index_unreachable',
    pattern:
      /connection (refused|reset|aborted|error)|failed to establish|name resolution|name or service not known|getaddrinfo|dns error|network is unreachable|timed out|certificate verify failed|proxyerror|error sending request|failed to fetch|network was disabled/i,
    what: 'the Python package index cannot be reached',
    remedy:
      'Check the network or the proxy. Behind a mirror set PIP_INDEX_URL; with wheels in a folder set PIP_FIND_LINKS and PIP_NO_INDEX=1.',
  },
  {
    reason: 'no_wheel',
    pattern:
      /no matching distribution|could not find a version|no wheels with a matching|no usable wheels|has no (usable )?wheels|no solution found/i,
    what: 'the index has no ready-made build of a package for this Python and system',
    remedy: 'Use CPython 3.10 to 3.14 on Linux (glibc), macOS or Windows, and choose it with VIVARIUM_PYTHON.',
  },
];

/** How pip without an index, and uv without a network, name what they lack. */
const LACKING = /(?:found for|because|download) `?([A-Za-z0-9][\w.-]*(?:==[\w.]+)?)/i;

/** Pure. `step` says what failed ("installing with pip"); `offline`, that nothing was to be downloaded. */
export function explainInstall(step: string, output: string, offline = false): PythonEnvError {
  const context = output.trim().split('\n').slice(-12).join('\n');
  const lacking = offline ? LACKING.exec(output)?.[1] : undefined;
  if (lacking !== undefined) {
    return new PythonEnvError(
      'offline',
      `${step} failed: it was told to stay offline, and ${lacking} has not been downloaded before`,
      'Run it once with the network, or put wheels into a folder (pip download -r FILE -d FOLDER) and name it in VIVARIUM_WHEELS.',
      { context, facts: { lacking } },
    );
  }
  const symptom = SYMPTOMS.find(({ pattern }) => pattern.test(output));
  if (symptom !== undefined) {
    return new PythonEnvError(symptom.reason, `${step} failed: ${symptom.what}`, symptom.remedy, { context });
  }
  return new PythonEnvError(
    'dependency_install_failed',
    `${step} failed`,
    'Mend what it says above and run it again.',
    { context },
  );
}

/** What a failed file operation in the cache means. */
export function explainCache(error: unknown, cache: string): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT') return explainInstall(`writing to ${cache}`, 'ENOSPC');
  if (code === undefined || !['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(code)) return error;
  return new PythonEnvError(
    'cache_not_writable',
    `the cache folder ${cache} cannot be written (${code})`,
    'Make it writable, or set VIVARIUM_CACHE_DIR to a folder that is.',
    { cause: error },
  );
}
