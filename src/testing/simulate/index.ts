/** Deterministic simulation of a whole system: one seed, one run; a failing run made small. */
export type { NumberedStep } from './chosen.ts';
export type { SimulatedSystem } from './default-system.ts';
export type { Rule, Violation } from './rules.ts';
export { shrink } from './shrink.ts';
export { type SimulateOptions, type Simulation, simulate } from './simulate.ts';
export type { Action, Step } from './step.ts';
