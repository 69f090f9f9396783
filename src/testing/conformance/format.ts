/** The words of an OTP scenario and of its trace, as JSON; a scenario with a word we do not know is refused. */
export interface InitRule {
  readonly from?: number;
  readonly to?: number;
  readonly ms?: number;
  readonly fail?: string;
  readonly ignore?: boolean;
}

export interface ExitRule {
  readonly from?: number;
  readonly to?: number;
  readonly after_ms: number;
  readonly reason: string;
}

export interface Behaviour {
  readonly trap_exit?: boolean;
  readonly init?: readonly InitRule[];
  readonly exit?: readonly ExitRule[];
  readonly terminate?: { readonly ms?: number; readonly hang?: boolean; readonly exit_reason?: string };
  readonly log_terminate?: boolean;
  readonly name?: string;
  readonly info?: string;
}

/** Values may be wrong on purpose, so they are unknown until the kernel has looked at them. */
export interface ChildJson {
  readonly id?: string;
  readonly restart?: unknown;
  readonly shutdown?: unknown;
  readonly type?: unknown;
  readonly significant?: unknown;
  readonly no_start?: boolean;
  readonly behaviour?: Behaviour;
  readonly supervisor?: SupervisorJson;
}

export interface SupervisorJson {
  readonly strategy?: unknown;
  readonly intensity?: unknown;
  readonly period?: unknown;
  readonly auto_shutdown?: unknown;
  readonly name?: string;
  readonly init?: readonly InitRule[];
  readonly children: readonly ChildJson[];
}

export interface StepJson {
  readonly do: string;
  readonly ms?: number;
  readonly path?: string;
  readonly to?: string;
  readonly reason?: string;
  readonly sup?: string;
  readonly spec?: ChildJson;
  readonly args?: readonly [string, Behaviour?];
  readonly id?: string;
  readonly child?: string;
  readonly exits?: readonly { readonly path: string; readonly reason: string }[];
  readonly work_ms?: number;
  readonly timeout_ms?: number;
  readonly then_stop?: string;
  readonly value?: boolean;
  readonly name?: string;
  readonly group?: string;
  readonly paths?: readonly string[];
  readonly async?: boolean;
  readonly unordered?: boolean;
}

export interface Scenario {
  readonly name: string;
  readonly root: SupervisorJson;
  readonly steps: readonly StepJson[];
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type TraceEvent = { readonly [key: string]: Json };

export interface Group {
  readonly step: number;
  readonly do: string;
  readonly result?: Json;
  readonly late_results?: readonly { readonly step: number; readonly result: Json }[];
  readonly events: readonly TraceEvent[];
}

export interface Trace {
  readonly scenario: string;
  readonly runtime: string;
  readonly groups: readonly Group[];
  readonly final: Json;
}

/** Called with a step's result, at once or later; by a step that has none, never. */
export type Answer = (result: Json) => void;

const KEYS: Record<string, readonly string[]> = {
  scenario: ['name', 'about', 'mirrors', 'seed', 'features', 'root', 'steps'],
  supervisor: ['strategy', 'intensity', 'period', 'auto_shutdown', 'name', 'init', 'children'],
  child: ['id', 'restart', 'shutdown', 'type', 'significant', 'no_start', 'behaviour', 'supervisor'],
  behaviour: ['trap_exit', 'init', 'exit', 'terminate', 'log_terminate', 'name', 'info'],
  init: ['from', 'to', 'ms', 'fail', 'ignore'],
  exit: ['from', 'to', 'after_ms', 'reason'],
  terminate: ['ms', 'hang', 'exit_reason'],
  simultaneous: ['path', 'reason'],
  step: [
    ...['do', 'ms', 'path', 'to', 'reason', 'sup', 'spec', 'args', 'id', 'child', 'exits', 'work_ms', 'timeout_ms'],
    ...['then_stop', 'value', 'name', 'group', 'paths', 'async', 'unordered'],
  ],
};

/** @throws Error naming the place and the key that is not of the format. */
export function parseScenario(json: unknown): Scenario {
  const scenario = json as Scenario;
  known('scenario', scenario, '');
  if (!Array.isArray(scenario.steps)) throw new Error('steps: expected a list');
  checkSupervisor(scenario.root, 'root');
  for (const [i, step] of scenario.steps.entries()) {
    known('step', step, `steps[${i}]`);
    if (step.spec !== undefined) checkChild(step.spec, `steps[${i}].spec`);
    for (const each of step.exits ?? []) known('simultaneous', each, `steps[${i}].exits`);
    if (step.args?.[1] !== undefined) checkBehaviour(step.args[1], `steps[${i}].args[1]`);
  }
  return scenario;
}

function checkSupervisor(supervisor: SupervisorJson, at: string): void {
  known('supervisor', supervisor, at);
  for (const rule of supervisor.init ?? []) known('init', rule, `${at}.init`);
  for (const [i, child] of supervisor.children.entries()) checkChild(child, `${at}.children[${i}]`);
}

function checkChild(child: ChildJson, at: string): void {
  known('child', child, at);
  if (child.behaviour !== undefined) checkBehaviour(child.behaviour, `${at}.behaviour`);
  if (child.supervisor !== undefined) checkSupervisor(child.supervisor, `${at}.supervisor`);
}

function checkBehaviour(behaviour: Behaviour, at: string): void {
  known('behaviour', behaviour, at);
  for (const rule of behaviour.init ?? []) known('init', rule, `${at}.init`);
  for (const rule of behaviour.exit ?? []) known('exit', rule, `${at}.exit`);
  if (behaviour.terminate !== undefined) known('terminate', behaviour.terminate, `${at}.terminate`);
}

function known(kind: string, value: object, at: string): void {
  if (typeof value !== 'object' || value === null) throw new Error(`${at || kind}: expected an object`);
  const strange = Object.keys(value).find((key) => !KEYS[kind]?.includes(key));
  if (strange !== undefined) throw new Error(`${at || kind}: unknown key ${JSON.stringify(strange)}`);
}
