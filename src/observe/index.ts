/** Looking at a runtime: its stream as data, the page's server, machines as charts. */
export { chartOf } from './chart/model.ts';
export type { Chart, ChartMove, ChartState, StateType } from './chart/types.ts';
export type { Observation, ObserveOptions } from './feed/observation.ts';
export type {
  ActorDetail,
  ActorRow,
  CallRow,
  CommandDone,
  CommandName,
  CommandRefused,
  CrashRow,
  DecisionRow,
  DepartedRow,
  ExportLine,
  FaultRow,
  JournalRow,
  LifecycleDelta,
  MessageRow,
  ObserverCommand,
  ObserverCounts,
  ObserverDelta,
  ObserverGap,
  ObserverMessage,
  ObserverSnapshot,
  PoolRow,
  ServerEvents,
  ServerHello,
  SessionCounts,
  SupervisorFacts,
  TransitionDelta,
  WorkerRow,
} from './feed/types.ts';
export { type HandlerOptions, type Observable, type ObserverHandler, observerHandler } from './server/handler.ts';
export { type Observer, openObserver } from './server/open.ts';
export type { ObserverAccess, ObserverOptions } from './server/options.ts';
