/** vivarium: Python workers as Erlang-style processes inside a Node service. Everything public is listed here. */

export type { Agent, AgentInfo, AgentProcessInfo } from './agent/agent.ts';
export type { Agents } from './agent/agents.ts';
export type { AgentMetrics, AgentProcessMetrics } from './agent/metrics.ts';
export type { AgentNotice, AgentNoticeType } from './agent/notice.ts';
export type {
  AgentAnswer,
  AgentHealthOptions,
  AgentLimits,
  AgentMessage,
  AgentOptions,
  AgentQuestion,
  AgentTimeouts,
  AgentUsage,
  QuestionOptions,
} from './agent/options.ts';
export type { AgentStatus } from './agent/readiness.ts';
export type { AgentStream } from './agent/stream.ts';
export { type Tensor, type TensorLike, tensor } from './bridge/tensor.ts';
export type { Explanation, LifecycleEvent } from './kernel/index.ts';
export type { LlmClient } from './llm/client.ts';
export { createEmbeddingClient, createLlmClient } from './llm/create.ts';
export type { EmbeddingClient } from './llm/embedding-client.ts';
export type {
  EmbeddedDocument,
  Embedding,
  EmbeddingDocument,
  EmbeddingResult,
  EmbedOptions,
} from './llm/embedding-types.ts';
export type { LlmEvent } from './llm/event.ts';
export type {
  BreakerOptions,
  ClientOptions,
  EmbeddingOptions,
  EmbeddingProvider,
  LimitOptions,
  LlmOptions,
  LlmProvider,
  LlmRuntimeOptions,
  RetryOptions as LlmRetryOptions,
} from './llm/options.ts';
export type {
  BatchOptions as LlmBatchOptions,
  BatchResult as LlmBatchResult,
  BreakerInfo,
  CompleteOptions,
  Completion,
  CompletionStream,
  LlmMetrics,
  LlmStats,
  LlmTool,
  Message,
  Question,
  Usage,
} from './llm/types.ts';
export { AgentCrashed, AgentExists, AgentFailed, AgentNotFound, AgentUnavailable } from './model/agent-errors.ts';
export type { BackoffOptions } from './model/backoff-options.ts';
export {
  BadArguments,
  CallCancelled,
  type CallFacts,
  CallTimeout,
  type Phase,
  PoolSaturated,
  type PythonFailure,
  type PythonFrame,
  Stopped,
  StreamOnly,
  SupervisorGaveUp,
  ToolFailed,
  UnknownTool,
  Unsendable,
  WorkerCrashed,
} from './model/call-errors.ts';
export type { Duration } from './model/duration.ts';
export { BadConfig, type ErrorCode, isVivariumError, VivariumError } from './model/errors.ts';
export { type ExitReason, formatExit } from './model/exit.ts';
export type { HistogramData } from './model/histogram.ts';
export {
  AuthenticationError,
  CircuitOpen,
  ConfigurationError,
  CoreError,
  LlmError,
  type LlmErrorKind,
  LlmTimeout,
  NetworkError,
  RateLimitError,
  ResourceExhausted,
  RuntimeFailure,
  ValidationError,
} from './model/llm-errors.ts';
export type { Log, LogLevel } from './model/log.ts';
export type { RetryOptions } from './model/retry.ts';
export {
  AffinityBusy,
  AffinityLost,
  NoSession,
  NoVariable,
  SessionExists,
  SessionExpired,
  SessionLimit,
  SessionStoreFailed,
  VersionConflict,
} from './model/session-errors.ts';
export { HostToolError, HostToolFailed, ToolExists, WouldDeadlock } from './model/tool-errors.ts';
export { NodeFailed, WorkflowInvalid } from './model/workflow-errors.ts';
export type { CallMessage } from './observe/call-channel.ts';
export type { CrashRecord } from './observe/crash-record.ts';
export type { JournalEntry } from './observe/journal.ts';
export type { Metrics, PoolMetrics, ProcessUsage, SupervisorMetrics, WorkerMetrics } from './observe/metrics-types.ts';
export { PROMETHEUS_CONTENT_TYPE, prometheusText } from './observe/prometheus.ts';
export type { RedactOptions } from './observe/redact.ts';
export { type ReplayStep, replay } from './observe/replay.ts';
export type { Transition } from './observe/transitions.ts';
export type { UsageSample } from './observe/usage-curve.ts';
export type { Affinity } from './pool/call-session.ts';
export { type CrashReport, formatCrash } from './pool/crash-report.ts';
export type { HeartbeatOptions, PoolOptions, PythonOptions } from './pool/options.ts';
export type { Pool, WorkerInfo } from './pool/pool.ts';
export type { PoolStatus } from './pool/readiness.ts';
export type { RecycleOptions } from './pool/recycling.ts';
export type { TelemetryEvent } from './pool/telling.ts';
export type { AnyTools, Args, CallOptions } from './pool/types.ts';
export {
  ensurePythonEnv,
  type PythonEnv,
  PythonEnvError,
  type PythonEnvOptions,
  type PythonEnvReason,
} from './python/index.ts';
export type { RuntimeConfig } from './runtime/config.ts';
export type { ConfigEntry } from './runtime/config-source.ts';
export { createRuntime } from './runtime/create-runtime.ts';
export type {
  EventName,
  OutputEvent,
  ReadyEvent,
  RecycledEvent,
  RuntimeEvents,
  SuspectedEvent,
} from './runtime/events.ts';
export { formatConfig } from './runtime/format-config.ts';
export { formatTree } from './runtime/format-tree.ts';
export type { GrpcOptions } from './runtime/grpc-options.ts';
export type { Health, HealthStatus, PoolHealth } from './runtime/health.ts';
export { type PoolDefinition, pool, type RuntimeOptions } from './runtime/options.ts';
export type { GrpcAddresses } from './runtime/reception.ts';
export type { Runtime } from './runtime/runtime.ts';
export { python, type Solo, type SoloOptions } from './runtime/solo.ts';
export type { RuntimeNode } from './runtime/tree.ts';
export { type FileStoreOptions, fileSessionStore } from './session/file-store.ts';
export { memoryStore } from './session/memory-store.ts';
export type { NewSessionOptions, SessionsOptions } from './session/options.ts';
export type { AgentEvent, AgentResult, AgentStep, ReactAgent, ReactAgentOptions } from './session/react-agent.ts';
export type { Session, SessionEventName } from './session/session.ts';
export type { Sessions } from './session/sessions.ts';
export type { SessionRecord, SessionStore, StoredVariable, Versioned } from './session/store.ts';
export type {
  BatchItem,
  BatchOptions,
  BatchResult,
  CloseOptions,
  SessionCallOptions,
  SessionState,
  SetOptions,
  ToolSession,
  Variable,
  VariableChange,
  VariableInfo,
  VariableMetadata,
  WatchOptions,
} from './session/types.ts';
export type { Caller, PythonCaller, ToolContext } from './tools/context.ts';
export type { HostTool } from './tools/host-tool.ts';
export type { Parameter, ParameterType } from './tools/parameter-list.ts';
export type { HostToolInfo, ToolRegistry } from './tools/registry.ts';
export type { JsonSchema, ToolDescription, ToolSpec } from './tools/spec.ts';
export type { StandardSchema } from './tools/standard-schema.ts';
export { type CacheOptions, type ToolOptions, tool } from './tools/tool.ts';
export type { ModelCallScope, ModelTool, ToolSchema, ToolSet } from './tools/tool-set.ts';
export { createExecutor, type LoneExecutorOptions } from './workflow/create-executor.ts';
export { defineWorkflow, type Workflow, type WorkflowRunOptions } from './workflow/define.ts';
export type { Executor, WorkflowRun } from './workflow/executor.ts';
export { executorPresets, type Preset, poolPresets } from './workflow/presets.ts';
export type { ExecutorOptions } from './workflow/settings.ts';
export type { WorkflowStats } from './workflow/tally.ts';
export type {
  AgentNode,
  ConditionNode,
  EdgeOptions,
  NodeReport,
  NodeScope,
  NodeSpec,
  RunOptions,
  ToolNode,
  TransformNode,
  WorkflowEvent,
  WorkflowResult,
} from './workflow/types.ts';
