/** For tests of what is built on vivarium: time that obeys, and faults on purpose. */
export { createFaultyRuntime, type Faults, faults } from './faults/faults.ts';
export type { FaultHandle } from './faults/injection.ts';
export type { Fault, FaultKind, FaultPlan, FrameFilter, PlannedFault, Target } from './faults/plan.ts';
export { VirtualClock } from './virtual-clock.ts';
