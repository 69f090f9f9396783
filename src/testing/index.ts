/** For tests of what is built on vivarium: time that obeys, faults on purpose, and whole systems on simulated bad days. */
export { type SimulatedAgent, type SimulatedAgents, type SimulatedQuestion, simulateAgents } from './agents/index.ts';
export { createFaultyRuntime, type Faults, faults } from './faults/faults.ts';
export type { FaultHandle } from './faults/injection.ts';
export type { Fault, FaultKind, FaultPlan, FrameFilter, PlannedFault, Target } from './faults/plan.ts';
export {
  type Action,
  type NumberedStep,
  type Rule,
  type SimulatedSystem,
  type SimulateOptions,
  type Simulation,
  type Step,
  shrink,
  simulate,
  type Violation,
} from './simulate/index.ts';
export { VirtualClock } from './virtual-clock.ts';
