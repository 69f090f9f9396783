/** Three bad seconds, as data: the same seed hits the same workers. */
import type { FaultPlan } from '../../src/testing/index.ts';

export const plan: FaultPlan = {
  seed: 7,
  faults: [
    { atMs: 200, fault: { kind: 'kill', target: 'pool:ml', signal: 'SIGKILL' } },
    { atMs: 700, fault: { kind: 'kill', target: 'pool:ml', signal: 'SIGSEGV' } },
    { atMs: 1_200, fault: { kind: 'suspend', target: 'pool:ml' } },
    { atMs: 1_700, fault: { kind: 'break_lane', target: 'pool:ml' } },
    { atMs: 2_200, fault: { kind: 'busy_loop', target: 'pool:ml', forMs: 500 } },
    { atMs: 2_700, fault: { kind: 'drop_frames', target: 'pool:ml', frame: 'RESULT', count: 1 } },
  ],
};
