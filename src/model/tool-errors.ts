/** How calls of host tools fail. The codes are those of calls to Python where the same thing went wrong. */
import type { Ms } from './clock.ts';
import { formatMs } from './duration.ts';
import { type ErrorCode, type Facts, kindOf, VivariumError } from './errors.ts';

/** A call of a host tool was refused or ended early. `code` says how; `facts.tool` which. */
export class HostToolError extends VivariumError {
  /** @param says what follows `host tool NAME` in the message. */
  constructor(
    code: ErrorCode,
    tool: string,
    says: string,
    options: { facts?: Facts; retryable?: boolean; cause?: unknown } = {},
  ) {
    const { facts, ...rest } = options;
    super(code, `host tool ${tool}${says}`, { tool, ...facts }, rest);
  }
}

/** The tool itself failed: it threw (then `cause` is what), or what it gave is not what it promised. */
export class HostToolFailed extends HostToolError {
  constructor(tool: string, type: string, problem: string, cause?: unknown) {
    super('VIV_TOOL_FAILED', tool, `: ${type}: ${problem}`, { facts: { type, message: problem }, cause });
  }
}

/**
 * The call would wait for a slot that its own ancestors hold, and they wait for it: refused at once. `facts.what` is
 * what has no slot left.
 */
export class WouldDeadlock extends VivariumError {
  constructor(what: string, tool: string, slots: number) {
    super(
      'VIV_WOULD_DEADLOCK',
      `${what}.${tool} would wait for ever: the calls that led to this one hold all ${slots} of its slots; give ${what} more, or call it without waiting inside`,
      { what, tool, slots },
    );
  }
}

/** A registry has a tool of that name. */
export class ToolExists extends VivariumError {
  constructor(scope: string, tool: string) {
    super('VIV_TOOL_EXISTS', `${scope} has a host tool ${tool} already; register it with { replace: true }`, {
      scope,
      tool,
    });
  }
}

export function unknownHostTool(tool: string, known: readonly string[]): HostToolError {
  const list = known.length > 0 ? `Available tools: ${known.join(', ')}` : 'There are none';
  return new HostToolError('VIV_UNKNOWN_TOOL', tool, ` not found. ${list}`, { facts: { known } });
}

export function hostToolTimeout(tool: string, timeoutMs: Ms): HostToolError {
  return new HostToolError('VIV_CALL_TIMEOUT', tool, ` took longer than ${formatMs(timeoutMs)}`, {
    facts: { timeoutMs },
  });
}

/** What a tool threw, whatever that was. */
export function thrownBy(tool: string, thrown: unknown): HostToolFailed {
  if (thrown instanceof Error) return new HostToolFailed(tool, thrown.name, thrown.message, thrown);
  return new HostToolFailed(tool, 'Error', `it threw ${kindOf(thrown)}`, thrown);
}
