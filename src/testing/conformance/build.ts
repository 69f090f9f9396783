/** From a scenario's JSON to the kernel's specifications; what OTP refuses at start becomes a start that fails. */
import {
  type AnyActorRef,
  type AnyEventObject,
  type ChildOptions,
  type ChildSpec,
  child,
  type DynamicOptions,
  dynamicSupervisor,
  type Life,
  type SuperviseOptions,
  type SupervisorLogic,
  supervise,
} from '../../kernel/index.ts';
import { BadConfig } from '../../model/errors.ts';
import type { Behaviour, ChildJson, SupervisorJson } from './format.ts';
import { initialise, ruleFor, Scripted, type Stage, scriptedLogic } from './scripted.ts';

/** What a build leaves for the driver: the templates of simple_one_for_one supervisors, by path. */
export interface Blueprint extends Stage {
  readonly templates: Map<string, ChildJson>;
  /** A suspended supervisor does not hear of the event yet. */
  holds(supervisor: AnyActorRef, event: AnyEventObject): boolean;
}

interface Built {
  readonly logic: ChildSpec['logic'];
  readonly input: (life: Life) => unknown;
}

/** A spec the kernel refuses: OTP's word for why. */
export class Refusal extends Error {}

export function buildRoot(root: SupervisorJson, blueprint: Blueprint): ChildSpec {
  return buildChild({ id: 'root', type: 'supervisor', supervisor: root }, 'root', blueprint);
}

/** @throws Refusal */
export function buildChild(json: ChildJson, path: string, blueprint: Blueprint): ChildSpec {
  if (json.id === undefined) throw new Refusal('missing_id');
  if (json.no_start) throw new Refusal('missing_start');
  const { supervisor, behaviour = {} } = json;
  const built = supervisor === undefined ? worker(behaviour, blueprint) : household(supervisor, path, blueprint);
  const name = supervisor?.name ?? behaviour.name;
  const options = {
    type: 'worker',
    ...pick(json, ['restart', 'type', 'significant']),
    ...('shutdown' in json ? { shutdown: wholeMs(json.shutdown) } : {}),
    input: name === undefined ? built.input : named(name, built.input),
    ack: true,
  };
  try {
    return child(json.id, built.logic, options as ChildOptions);
  } catch (error) {
    throw refusal(error);
  }
}

/** Registers itself, as in OTP, where a name that is taken is found out by starting. */
function named(name: string, input: (life: Life) => unknown): (life: Life) => unknown {
  return (life) => (life.register(name) ? input(life) : life.fail('already_started'));
}

/** The instance of a simple_one_for_one supervisor at `path`; `behaviour` takes the place of the template's. */
export function buildInstance(
  path: string,
  label: string,
  behaviour: Behaviour | undefined,
  blueprint: Blueprint,
): ChildSpec {
  const template = blueprint.templates.get(path);
  if (template === undefined) throw new Refusal('missing_start');
  return buildChild({ ...template, id: label, ...(behaviour && { behaviour }) }, `${path}/${label}`, blueprint);
}

function worker(behaviour: Behaviour, blueprint: Blueprint): Built {
  return { logic: scriptedLogic, input: (life: Life) => new Scripted(life, behaviour, blueprint) };
}

function household(json: SupervisorJson, path: string, blueprint: Blueprint): Built {
  const inner = supervisorLogic(json, path, blueprint);
  if (typeof inner === 'string') return { logic: scriptedLogic, input: (life: Life) => life.fail(inner) };
  const lives = new WeakMap<object, Life>();
  const logic: typeof inner = {
    ...inner,
    getInitialSnapshot(scope, input) {
      lives.set(scope.self, input as Life);
      return inner.getInitialSnapshot(scope, undefined);
    },
    // The supervisor's own init comes before its children's.
    start(snapshot, scope) {
      const life = lives.get(scope.self) as Life;
      initialise(life, ruleFor(json.init, blueprint.attemptOf(life)), () => inner.start?.(snapshot, scope));
    },
    transition: (snapshot, event, scope) =>
      blueprint.holds(scope.self, event) ? snapshot : inner.transition(snapshot, event, scope),
  };
  return { logic, input: (life: Life) => life };
}

function supervisorLogic(json: SupervisorJson, path: string, blueprint: Blueprint): SupervisorLogic | string {
  const limits = { ...pick(json, ['intensity']), ...('period' in json ? { period: seconds(json.period) } : {}) };
  const dynamic = json.strategy === 'simple_one_for_one';
  const flags = {
    ...(dynamic ? {} : pick(json, ['strategy'])),
    ...limits,
    ...('auto_shutdown' in json ? { autoShutdown: json.auto_shutdown } : {}),
  };
  const logic = (children: readonly ChildSpec[]): SupervisorLogic =>
    supervise({ ...flags, children } as SuperviseOptions);
  try {
    logic([]);
    if (dynamic && json.children.length !== 1) return 'bad_start_spec';
    const checked = logic(json.children.map((each) => buildChild(each, `${path}/${each.id}`, blueprint)));
    if (!dynamic) return checked;
    blueprint.templates.set(path, json.children[0] as ChildJson);
    return dynamicSupervisor(limits as DynamicOptions);
  } catch (error) {
    const { message } = error instanceof Refusal ? error : refusal(error);
    return FLAGS.includes(message) ? `supervisor_data:${message}` : `start_spec:${message}`;
  }
}

const FLAGS = ['invalid_strategy', 'invalid_intensity', 'invalid_period', 'invalid_auto_shutdown'];

/** OTP's word for what the kernel found wrong, by the field it names. */
function refusal(error: unknown): Refusal {
  if (!(error instanceof BadConfig)) throw error;
  const field = String(error.facts['field']);
  const words: Record<string, string> = {
    strategy: 'invalid_strategy',
    intensity: 'invalid_intensity',
    period: 'invalid_period',
    autoShutdown: 'invalid_auto_shutdown',
    restart: 'invalid_restart_type',
    shutdown: 'invalid_shutdown',
    type: 'invalid_child_type',
    significant: String(error.facts['expected']).startsWith('false') ? 'bad_combination' : 'invalid_significant',
    id: 'duplicate_child_name',
  };
  const word = words[field.slice(field.lastIndexOf('.') + 1)];
  if (word === undefined) throw error;
  return new Refusal(word);
}

/** The kernel takes more than OTP's whole seconds; here only those count. */
function seconds(period: unknown): number {
  return typeof period === 'number' && Number.isInteger(period) ? period * 1_000 : Number.NaN;
}

/** The kernel takes any duration; OTP whole milliseconds. What is neither a number nor a text of OTP's, it refuses. */
function wholeMs(shutdown: unknown): unknown {
  if (shutdown === 'infinity' || shutdown === 'brutal_kill' || Number.isInteger(shutdown)) return shutdown;
  return Number.NaN;
}

function pick<T extends object>(from: T, keys: readonly (keyof T)[]): Partial<T> {
  return Object.fromEntries(keys.filter((key) => key in from).map((key) => [key, from[key]])) as Partial<T>;
}
