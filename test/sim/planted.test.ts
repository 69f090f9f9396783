/** The simulator is worth what it finds: bugs planted in the ledger, the switchboard and the supervisors, one at a time. */
import { expect, test, vi } from 'vitest';
import { Kind } from '../../src/bridge/kind.ts';
import type { Lane } from '../../src/bridge/types.ts';
import type { decide as Decide } from '../../src/kernel/decide/index.ts';
import type { Calls as CallsClass } from '../../src/pool/calls.ts';
import type { Ledger as LedgerClass } from '../../src/pool/ledger.ts';
import { type Rule, type Simulation, shrink, simulate } from '../../src/testing/simulate/index.ts';
import type { Conversation as ConversationClass } from '../../src/worker/conversation.ts';
import type { HostCalls as HostCallsClass, HostCallsOptions } from '../../src/worker/host-calls.ts';

const planted = vi.hoisted((): { bug: string | undefined } => ({ bug: undefined }));

vi.mock('../../src/pool/ledger.ts', async (original) => {
  const { Ledger } = await original<{ Ledger: typeof LedgerClass }>();
  class BuggyLedger extends Ledger {
    override resolve(id: number, value: unknown): boolean {
      const row = this.get(id);
      const settled = super.resolve(id, value);
      const twice = planted.bug === 'settles twice' || planted.bug === 'settles twice outside of sessions';
      if (!twice || row === undefined || (planted.bug !== 'settles twice' && row.session !== undefined)) return settled;
      this.open(row);
      return super.resolve(id, value);
    }
  }
  return { Ledger: BuggyLedger };
});

vi.mock('../../src/pool/calls.ts', async (original) => {
  const { Calls } = await original<{ Calls: typeof CallsClass }>();
  class BuggyCalls extends Calls {
    override fenced(...[member, message]: Parameters<CallsClass['fenced']>): void {
      if (planted.bug === 'forgets a monitor') this.members.delete(member);
      else super.fenced(member, message);
    }
  }
  return { Calls: BuggyCalls };
});

vi.mock('../../src/worker/host-calls.ts', async (original) => {
  const real = await original<{ HostCalls: typeof HostCallsClass }>();
  class BuggyHostCalls extends real.HostCalls {
    constructor(options: HostCallsOptions) {
      const send: Lane['send'] = (message) => {
        options.lane.send(message);
        if (planted.bug === 'answers its workers twice' && message.kind === Kind.RESULT) options.lane.send(message);
      };
      const cancel: Lane['cancel'] = (...which) => options.lane.cancel(...which);
      super({ ...options, lane: Object.assign(Object.create(options.lane) as Lane, { send, cancel }) });
    }

    override close(reason: Error): void {
      if (planted.bug !== 'forgets the host calls of the dead') super.close(reason);
    }
  }
  return { ...real, HostCalls: BuggyHostCalls };
});

vi.mock('../../src/worker/conversation.ts', async (original) => {
  const { Conversation } = await original<{ Conversation: typeof ConversationClass }>();
  class BuggyConversation extends Conversation {
    override abort(reason: unknown): void {
      if (planted.bug !== 'tells no host tool to stop') super.abort(reason);
    }
  }
  return { Conversation: BuggyConversation };
});

vi.mock('../../src/kernel/decide/index.ts', async (original) => {
  const real = await original<{ decide: typeof Decide }>();
  const decide: typeof Decide = (state, event, at) => {
    if (planted.bug === 'does not hear of an exit' && event.type === 'exit' && state.restarts.size === 1)
      return [state, []];
    if (planted.bug !== 'counts one too few') return real.decide(state, event, at);
    const { flags } = state;
    const [next, commands] = real.decide({ ...state, flags: { ...flags, intensity: flags.intensity + 1 } }, event, at);
    return [{ ...next, flags }, commands];
  };
  return { ...real, decide };
});

/** Seeds tried until one finds it. */
const SEEDS = 200;

async function firstFailure(): Promise<Simulation> {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const simulation = await simulate({ seed });
    if (simulation.violations.length > 0) return simulation;
  }
  throw new Error(`${SEEDS} seeds did not find it`);
}

test.each<[bug: string, rules: Rule[]]>([
  ['settles twice', ['settles_once']],
  ['settles twice outside of sessions', ['settles_once']],
  ['forgets a monitor', ['told_of_the_end']],
  ['does not hear of an exit', ['recovers', 'settles']],
  ['counts one too few', ['intensity']],
  ['answers its workers twice', ['settles_once']],
  ['forgets the host calls of the dead', ['told_to_stop']],
  ['tells no host tool to stop', ['told_to_stop']],
])(
  'a system that %s is found out, and the scenario shrunk to under 30 steps that still show it',
  async (bug, rules) => {
    planted.bug = bug;
    try {
      const found = await firstFailure();
      const small = await shrink({ seed: found.seed }, found);
      const [violation] = small.violations;
      expect(rules).toContain(violation?.rule);
      expect(small.steps.length).toBeLessThan(30);
      const replay = await simulate({ seed: small.seed, only: small.steps.map(({ index }) => index) });
      expect(replay.violations[0]).toEqual(violation);
      expect(replay.journal).toEqual(small.journal);
    } finally {
      planted.bug = undefined;
    }
  },
  60_000,
);
