/** The kernel: OTP's supervision on xstate actors. Everything another part may use is listed here. */

/** What a child written in xstate is made of; the layers above take it from here. */
export type {
  ActorLogic,
  ActorRefFrom,
  AnyActorLogic,
  AnyActorRef,
  AnyEventObject,
  AnyStateMachine,
  AnyStateNode,
  InspectionEvent,
  Snapshot,
} from 'xstate';
export { fromCallback, initialTransition, transition } from 'xstate';
export type { BackoffOptions } from '../model/backoff-options.ts';
export type { Clock, Ms, TimerId } from '../model/clock.ts';
export type { Duration } from '../model/duration.ts';
export { BadConfig, isVivariumError, VivariumError } from '../model/errors.ts';
export { type Crash, crash, type ExitOutput, type ExitReason, formatExit, isNormalExit } from '../model/exit.ts';
export type { AutoShutdown, Backoff, ChildType, Restart, Shutdown, Strategy } from '../model/policy.ts';
export { type Address, addressOf, logicOf } from './address.ts';
export { ask, type CallOptions, call, type MakeRequest, type Outcome } from './call.ts';
export { cast } from './cast.ts';
export type { Inhabitant, SupervisorState } from './census.ts';
export { type ChildOptions, child } from './child.ts';
export { askSupervisor, type SupervisorClient, type SupervisorRequest, supervisor } from './client.ts';
export { createSystem, type SystemOptions } from './create-system.ts';
export type { Decision, GiveUpDecision, Named, RestartDecision } from './decide/decision.ts';
export type { Explanation } from './decision-log.ts';
export type { DeadLetter, Witness } from './door.ts';
export { sentence } from './explain.ts';
export { createGroups, type GroupChange, type Groups } from './groups.ts';
export type { ExitEvent, Life, ShutdownEvent } from './life.ts';
export type { LifecycleEvent, LifecycleType } from './lifecycle.ts';
export type {
  ChildCounts,
  ChildInfo,
  DoneResult,
  Refused,
  Reply,
  Result,
  SpecResult,
  StartResult,
} from './requests.ts';
export type { Jobs } from './run-queue.ts';
export { sendAfter } from './send-after.ts';
export { type ServerOptions, server } from './server.ts';
export { ignore, noreply, ok, reply, stop } from './server-results.ts';
export type { CallScope, From, ServerLogic, ServerScope, ServerSnapshot } from './server-types.ts';
export { type DownEvent, demonitor, exit, link, type Monitor, monitor, unlink } from './signals.ts';
export type { ChildSpec } from './spec.ts';
export {
  type DynamicOptions,
  dynamicSupervisor,
  type SuperviseOptions,
  type SupervisorLogic,
  supervise,
} from './supervisor.ts';
export type { Handle, System } from './system.ts';
export { type TaskFunction, type TaskLogic, type TaskScope, task } from './task.ts';
export type { Task, TaskResult } from './task-handle.ts';
export type { StreamOptions } from './task-stream.ts';
export { type AsyncOptions, type TaskSupervisorOptions, type Tasks, taskSupervisor, tasks } from './task-supervisor.ts';
export type { LabelledTimer, Timer, TimerLabel, TimerOptions, Timers } from './timers.ts';
export type { TreeNode } from './tree.ts';
