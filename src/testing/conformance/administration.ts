/** The steps that ask a supervisor something, with OTP's answers in the trace's words. */
import {
  type AnyActorRef,
  askSupervisor,
  type ChildCounts,
  type ChildInfo,
  type ChildSpec,
  type Result,
  type SupervisorRequest,
} from '../../kernel/index.ts';
import { type ExitReason, formatExit } from '../../model/exit.ts';
import { buildChild, buildInstance, templateOf } from './build.ts';
import type { Answer, ChildJson, Json, StepJson } from './format.ts';
import { Refusal } from './refusal.ts';
import type { Stage } from './stage.ts';

export function administer(stage: Stage, step: StepJson, answer: Answer): void {
  const path = step.sup ?? '';
  const sup = stage.alive(path);
  if (sup === undefined) {
    answer({ exit: 'noproc' });
    return;
  }
  const template = templateOf(stage.supervisors.get(path));
  const reply = (result: Result): void => answer(inWords(stage, step, template, result));
  const gone = (reason: ExitReason): void => answer({ exit: formatExit(reason) });
  try {
    askSupervisor(sup, requestOf(stage, step), reply, gone);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // The kernel refuses such a spec before it is sent; OTP's supervisor when its turn has come.
    askSupervisor(sup, { type: 'count_children' }, () => answer({ error: error.message }), gone);
  }
}

function requestOf(stage: Stage, step: StepJson): SupervisorRequest {
  const { sup = '', id = '', spec, args } = step;
  const child = step.child === undefined ? id : (stage.find(step.child) ?? id);
  switch (step.do) {
    case 'start_child': {
      const built =
        args === undefined
          ? buildChild(spec ?? {}, `${sup}/${spec?.id}`, stage, stage.supervisors.get(sup))
          : buildInstance(sup, args[0], args[1], stage);
      return { type: 'start_child', spec: built };
    }
    case 'terminate_child':
    case 'get_childspec':
      return { type: step.do, child };
    case 'restart_child':
    case 'delete_child':
      return { type: step.do, id };
    case 'which_children':
    case 'count_children':
      return { type: step.do };
    default:
      throw new Error(`unknown step ${JSON.stringify(step.do)}`);
  }
}

/** `template` is set under a simple_one_for_one supervisor, whose children have no ids and one spec. */
function inWords(stage: Stage, step: StepJson, template: ChildJson | undefined, result: Result): Json {
  if ('error' in result) return refused(stage, step, template, formatExit(result.error));
  switch (step.do) {
    case 'start_child':
    case 'restart_child': {
      const { ok, info } = result as { ok: AnyActorRef | null; info?: string };
      return { ok: ok === null ? null : stage.pathOf(ok), ...(info === undefined ? {} : { info }) };
    }
    case 'which_children': {
      const children = (result as readonly ChildInfo[]).map(({ id, child, type }) => ({
        id: template === undefined ? id : null,
        child: child === null || child === 'restarting' ? child : stage.pathOf(child),
        type,
      }));
      return {
        children:
          template === undefined ? children : children.sort((a, b) => (String(a.child) < String(b.child) ? -1 : 1)),
      };
    }
    case 'count_children': {
      const { specs, active, supervisors, workers } = result as ChildCounts;
      return { count: { specs: template === undefined ? specs : 1, active, supervisors, workers } };
    }
    case 'get_childspec':
      return specInWords((result as { ok: ChildSpec }).ok, template?.id);
    default:
      return { ok: true };
  }
}

function refused(stage: Stage, step: StepJson, template: ChildJson | undefined, error: string): Json {
  if (template === undefined || error !== 'not_found') return { error };
  // A process of the past may be terminated again and has the one spec, which can also be had by its id.
  const past = step.child !== undefined && stage.alive(step.child) === undefined;
  if (step.do === 'terminate_child' && past) return { ok: true };
  if (step.do === 'get_childspec' && (past || step.id === template.id))
    return specInWords(buildChild(template, '', stage), template.id);
  return { error };
}

function specInWords(spec: ChildSpec, id = spec.id): Json {
  const { restart, shutdown, type, significant } = spec;
  return { spec: { id, restart, shutdown, type, significant } };
}
