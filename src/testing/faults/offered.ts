/** The faults that the observer offers at the push of a button: each of a size that is seen, and passes. */
import type { OfferedFault } from '../../observe/feed/commands.ts';
import type { Fault } from './plan.ts';

const FRAMES = 20;
const SILENT_MS = 2_000;
const STDERR_BYTES = 1_048_576;

/** @param target `worker:ml/3` or `pool:ml` */
export function offered(kind: OfferedFault, target: string): Fault {
  switch (kind) {
    case 'drop_frames':
    case 'duplicate_frames':
      return { kind, target, count: FRAMES };
    case 'freeze_beats':
      return { kind, target, forMs: SILENT_MS };
    case 'fail_starts':
      return { kind, pool: /^(?:worker|pool):([^/]+)/.exec(target)?.[1] ?? '', count: 1 };
    case 'fill_stderr':
      return { kind, target, bytes: STDERR_BYTES };
  }
}
