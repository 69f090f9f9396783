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
import type { Behaviour, ChildJson, SupervisorJson } from './format.ts';
import { Refusal, refusal, seconds, startReason, wholeMs } from './refusal.ts';
import { initialise, ruleFor, Scripted, type Stage, scriptedLogic } from './scripted.ts';

/** What a build leaves for the driver. */
export interface Blueprint extends Stage {
  /** What was started as a supervisor, by path. */
  readonly supervisors: Map<string, SupervisorJson>;
  /** A suspended supervisor does not hear of the event yet. */
  holds(supervisor: AnyActorRef, event: AnyEventObject): boolean;
}

interface Built {
  readonly logic: ChildSpec['logic'];
  readonly input: (life: Life) => unknown;
}

export function buildRoot(root: SupervisorJson, blueprint: Blueprint): ChildSpec {
  return buildChild({ id: 'root', type: 'supervisor', supervisor: root }, 'root', blueprint);
}

/** @throws Refusal when `parent`, its supervisor, would not take it. What is looked at first is said, in OTP's order. */
export function buildChild(
  json: ChildJson,
  path: string,
  blueprint: Blueprint,
  parent: Pick<SupervisorJson, 'auto_shutdown'> = {},
): ChildSpec {
  if (json.id === undefined) throw new Refusal('missing_id');
  if (json.no_start) throw new Refusal('missing_start');
  const { supervisor, behaviour = {} } = json;
  const built = supervisor === undefined ? worker(behaviour, blueprint) : household(supervisor, path, blueprint);
  const name = supervisor?.name ?? behaviour.name;
  const basic = pick(json, ['restart', 'significant']);
  const options = {
    type: 'worker',
    ...basic,
    ...pick(json, ['type']),
    ...('shutdown' in json ? { shutdown: wholeMs(json.shutdown) } : {}),
    input: name === undefined ? built.input : named(name, built.input),
    ack: true,
  };
  try {
    supervise({ ...autoShutdown(parent), children: [child(json.id, built.logic, basic as ChildOptions)] });
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
  const template = templateOf(blueprint.supervisors.get(path));
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
      blueprint.supervisors.set(path, json);
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
    ...autoShutdown(json),
  };
  const logic = (children: readonly ChildSpec[]): SupervisorLogic =>
    supervise({ ...flags, children } as SuperviseOptions);
  try {
    logic([]);
    if (dynamic && json.children.length !== 1) return 'bad_start_spec';
    const children: ChildSpec[] = [];
    for (const each of json.children) {
      children.push(buildChild(each, `${path}/${each.id}`, blueprint, json));
      logic(children); // so that the first of several faults is found first
    }
    return dynamic ? dynamicSupervisor(limits as DynamicOptions) : logic(children);
  } catch (error) {
    return startReason(refusal(error));
  }
}

/** The one child of a simple_one_for_one supervisor; undefined for the others. */
export function templateOf(supervisor: SupervisorJson | undefined): ChildJson | undefined {
  return supervisor?.strategy === 'simple_one_for_one' ? supervisor.children[0] : undefined;
}

function autoShutdown(json: Pick<SupervisorJson, 'auto_shutdown'>): Pick<SuperviseOptions, 'autoShutdown'> {
  return 'auto_shutdown' in json ? ({ autoShutdown: json.auto_shutdown } as SuperviseOptions) : {};
}

function pick<T extends object>(from: T, keys: readonly (keyof T)[]): Partial<T> {
  return Object.fromEntries(keys.filter((key) => key in from).map((key) => [key, from[key]])) as Partial<T>;
}
