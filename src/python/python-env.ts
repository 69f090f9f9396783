/** What `ensurePythonEnv` gives: an interpreter that has all that workers need. */

export interface PythonEnv {
  /** The interpreter to start workers with. */
  readonly python: string;
  /** `3.11.7` */
  readonly version: string;
  /** `given` by the user, `cached` from an earlier run, or `built` now. */
  readonly origin: 'given' | 'cached' | 'built';
}
