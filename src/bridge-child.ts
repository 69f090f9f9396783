/** The bridge's server as a supervised child: its start is complete when it listens. */
import { openBridge } from './bridge/server.ts';
import type { Bridge } from './bridge/types.ts';
import { type ChildSpec, child, fromCallback, type Life } from './kernel/index.ts';
import type { Clock } from './model/clock.ts';
import { crash } from './model/exit.ts';
import type { Log } from './model/log.ts';

export interface BridgeChildOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly transport: 'unix' | 'tcp';
  /** Settles when it listens, or never will. */
  readonly opening: (outcome: Promise<void>) => void;
  readonly opened: (bridge: Bridge) => void;
  readonly gone: (bridge: Bridge) => void;
}

export function bridgeChild({ opening, opened, gone, ...options }: BridgeChildOptions): ChildSpec {
  const logic = fromCallback<{ type: 'none' }, Life>(({ input: life }) => {
    let over = false;
    let bridge: Bridge | undefined;
    const outcome = openBridge(options).then(
      (listening) => {
        if (over) return gone(listening);
        bridge = listening;
        opened(listening);
        life.ack();
      },
      (error: unknown) => life.fail(crash(error)),
    );
    opening(outcome);
    return () => {
      over = true;
      if (bridge !== undefined) gone(bridge);
    };
  });
  return child('bridge', logic, { ack: true, input: (life: Life) => life });
}
