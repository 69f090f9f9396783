/** What a runtime works with, defaults included: for people who ask why something takes as long as it does. */
import type { Ms } from './model/clock.ts';
import { toMs } from './model/duration.ts';
import type { PoolSettings } from './pool/options.ts';
import { MAX_PARALLEL } from './session/batch.ts';
import type { SessionSettings } from './session/options.ts';
import { STREAM_TIMEOUT, TOOL_TIMEOUT } from './tools/tool.ts';

/** Times are milliseconds. Environment variables and adapters' configs are left out: they may be secrets. */
export interface RuntimeConfig {
  readonly pools: Readonly<Record<string, Omit<PoolSettings, 'name' | 'env' | 'config' | 'tools'>>>;
  readonly sessions: Omit<SessionSettings, 'store'>;
  /** For tools that say nothing else. */
  readonly tools: { readonly timeoutMs: Ms; readonly streamTimeoutMs: Ms };
  readonly batch: { readonly maxParallel: number };
}

export function runtimeConfig(
  { store: _, ...sessions }: SessionSettings,
  pools: readonly PoolSettings[],
): RuntimeConfig {
  return {
    pools: Object.fromEntries(
      pools.map(({ name, env: _env, config: _config, tools: _tools, ...settings }) => [name, settings]),
    ),
    sessions,
    tools: { timeoutMs: toMs(TOOL_TIMEOUT, 'timeout'), streamTimeoutMs: toMs(STREAM_TIMEOUT, 'timeout') },
    batch: { maxParallel: MAX_PARALLEL },
  };
}
