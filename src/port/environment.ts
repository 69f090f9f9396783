/** The environment a worker starts with: a short list of what every program needs, then what was asked for by name. */

export type Environment = Readonly<Record<string, string>>;

/**
 * Inherited when set: where programs, libraries and modules are, who we are, language, time zone, certificates, proxies,
 * and how much is to be logged.
 * Case does not matter: proxies are usually written in lower case, and Windows does not tell the two apart.
 */
const INHERITED =
  /^(PATH|HOME|USER|LOGNAME|LANG|LC_\w+|TZ|TMPDIR|XDG_\w+|SSL_CERT_(FILE|DIR)|VIRTUAL_ENV|PYTHONPATH|(DY)?LD_LIBRARY_PATH|(HTTPS?|ALL|NO)_PROXY|VIVARIUM_LOG_LEVEL|SYSTEMROOT|TEMP|TMP)$/i;

/** Code that would be loaded into the worker behind everybody's back: never inherited, even by name. */
const REFUSED = new Set(['LD_PRELOAD', 'DYLD_INSERT_LIBRARIES', 'PYTHONSTARTUP']);

/** What makes a Python a good worker: its own packages only, each line at once, UTF-8 that never fails to print. */
const FIXED: Environment = {
  PYTHONNOUSERSITE: '1',
  PYTHONUNBUFFERED: '1',
  PYTHONIOENCODING: 'utf-8:backslashreplace',
};

export interface EnvironmentOptions {
  /** Names to inherit besides the list: the tools' required variables. Those the host lacks are left out. */
  readonly required?: readonly string[];
  /** Values given outright by the pool; they win over everything else. */
  readonly env?: Environment;
}

/** `host` is usually `process.env`. */
export function workerEnvironment(host: NodeJS.ProcessEnv, options: EnvironmentOptions = {}): Record<string, string> {
  const required = new Set(options.required);
  const inherited = Object.entries(host).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !REFUSED.has(entry[0]) && (INHERITED.test(entry[0]) || required.has(entry[0])),
  );
  return { ...Object.fromEntries(inherited), ...FIXED, ...options.env };
}
