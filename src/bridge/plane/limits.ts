/** What the session plane keeps to unless it is told otherwise; `runtime.config` prints it. */
import type { Ms } from '../../model/clock.ts';

/** The largest message either way, in bytes. */
export const MAX_MESSAGE_BYTES = 10 * 1024 * 1024;
/** A connection that is silent for so long is asked whether it lives … */
export const KEEPALIVE_MS: Ms = 30_000;
/** … and is closed when it has not answered by then. */
export const KEEPALIVE_TIMEOUT_MS: Ms = 10_000;
/** RPCs at once on one connection; more wait with the client. */
export const CONCURRENT_RPCS = 100;
