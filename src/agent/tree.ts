/** An agent's place in the tree: a supervisor of its tasks, the questions, and of its processes. */
import { type AgentCommand, type AgentInput, agentMachine, type AgentEvent as Fact } from '../../machines/agent.ts';
import { type ChildSpec, child, fromCallback, type Life, supervise, taskSupervisor } from '../kernel/index.ts';
import { AgentLife, type LifeOptions } from './life.ts';

export interface AgentTreeOptions extends Omit<LifeOptions, 'agent' | 'incarnation' | 'tell'> {
  /** Its supervisor begins. */
  readonly begun: (life: Life) => void;
  readonly tasksBegun: (life: Life) => void;
  /** How many lives each of its processes has had: they count on when the agent is restarted. */
  readonly lives: Map<string, number>;
}

/** `agent:writer`. One that gives up stays down until somebody restarts it. */
export function agentTree({ begun, tasksBegun, lives, ...options }: AgentTreeOptions): ChildSpec {
  const { name, size, intensity, periodMs: period } = options.settings;
  const processes = Array.from({ length: size }, (_, index) =>
    processChild(`agent:${name}/${index + 1}`, lives, options),
  );
  const children = [child('tasks', taskSupervisor(), { input: tasksBegun }), ...processes];
  return child(`agent:${name}`, supervise({ intensity, period, children }), { restart: 'temporary', input: begun });
}

type ProcessOptions = Omit<AgentTreeOptions, 'begun' | 'tasksBegun' | 'lives'>;

/** `agent:writer/1`: the machine of `machines/agent.ts` with a real process for its port. It always ends by itself. */
function processChild(agent: string, lives: Map<string, number>, options: ProcessOptions): ChildSpec {
  const port = fromCallback<AgentCommand, AgentInput>(({ input, sendBack, receive }) => {
    const tell = (fact: Fact): void => sendBack(fact);
    const life = new AgentLife({ ...options, ...input, tell });
    receive((command) => {
      try {
        life.obey(command);
      } catch (error) {
        life.dispose(); // xstate does not call the function below for an actor that threw
        throw error;
      }
    });
    return () => life.dispose();
  });
  return child(agent, agentMachine.provide({ actors: { port } }), {
    restart: options.settings.restart,
    backoff: options.settings.backoff,
    shutdown: 'infinity',
    livesBefore: () => lives.get(agent) ?? 0,
    input: ({ incarnation }: Life): AgentInput => {
      lives.set(agent, incarnation);
      return { agent, incarnation };
    },
  });
}
