/** What a scenario can do, step by step. Each gives its result, or the way to wait for it, or nothing. */
import { type AnyActorRef, ask, demonitor, exit, monitor, type Outcome, unlink } from '../../kernel/index.ts';
import { formatExit } from '../../model/exit.ts';
import { administer } from './administration.ts';
import type { Answer, Json, StepJson } from './format.ts';
import { callEvent, type DoEvent, type Scripted } from './scripted.ts';
import type { Stage } from './stage.ts';
import { askTree } from './tree.ts';

type Step = (stage: Stage, step: StepJson, answer: Answer) => void;

/** Steps without an answer: nobody waits for one. */
export const SILENT: ReadonlySet<string> = new Set([
  ...['wait', 'stop_self', 'busy', 'exit', 'stop', 'simultaneous', 'call_from'],
]);

const NOPROC: Json = { error: 'noproc' };

/** @throws Error for a step that is not of the format. */
export function perform(stage: Stage, step: StepJson, answer: Answer): void {
  const action = STEPS[step.do] ?? (step.sup === undefined ? undefined : administer);
  if (action === undefined) throw new Error(`unknown step ${JSON.stringify(step.do)}`);
  action(stage, step, answer);
}

const STEPS: Record<string, Step> = {
  wait: (stage, { ms = 0 }) => stage.clock.advance(ms),
  tree: (stage, _step, answer) => askTree(stage, (tree) => answer({ tree })),
  stop_self: (stage, { path = '', reason = '' }, answer) =>
    tell(stage, path, answer, (worker) => worker.stopSelf(reason)),
  busy: (stage, { path = '', ms = 0 }, answer) => tell(stage, path, answer, (worker) => worker.work(ms)),
  exit(stage, { path = '', reason = '' }, answer) {
    const ref = stage.alive(path);
    if (ref === undefined) answer(NOPROC);
    else if (path !== 'root') exit(ref, reason);
    else if (reason === 'kill') void stage.root?.kill();
    else void stage.root?.stop(reason);
  },
  stop(stage, { reason = 'shutdown', async }, answer) {
    if (stage.alive('root') === undefined) return answer(NOPROC);
    void stage.root?.stop(reason);
    if (!async) stage.until(() => stage.alive('root') === undefined || undefined);
  },
  simultaneous(stage, { sup = '', exits = [] }, answer) {
    if ([sup, ...exits.map(({ path }) => path)].some((path) => stage.alive(path) === undefined)) return answer(NOPROC);
    const supervisor = stage.find(sup) as AnyActorRef;
    stage.suspend(supervisor);
    for (const { path, reason } of exits) {
      if (reason === 'kill') exit(stage.find(path) as AnyActorRef, 'kill');
      else stage.alive(path)?.send({ type: 'DO', action: (worker) => worker.stopSelf(reason) } satisfies DoEvent);
      stage.until(() => stage.alive(path) === undefined || undefined);
    }
    stage.system.timers.after(0, () => stage.resume(supervisor)); // in one turn
  },
  call(stage, { path = '', name, work_ms = 0, timeout_ms = 5_000, then_stop }, answer) {
    const target = name === undefined ? stage.alive(path) : stage.system.whereis(name);
    if (target === undefined) return answer({ exit: 'noproc' });
    ask(target, callEvent(work_ms, then_stop), timeout_ms, (outcome) => answer(ofOutcome(outcome)));
  },
  call_from(stage, { path = '', to = '', work_ms = 0, timeout_ms = 5_000, then_stop }, answer) {
    tell(stage, path, answer, (worker) => worker.callTo(stage.find(to), work_ms, timeout_ms, then_stop));
  },
  link(stage, { path = '', to = '' }, answer) {
    const other = stage.find(to);
    request(stage, path, answer, (worker) => {
      if (other !== undefined) worker.link(other, !stage.isRunning(other));
    });
  },
  unlink(stage, { path = '', to = '' }, answer) {
    const other = stage.find(to);
    request(stage, path, answer, (worker) => {
      if (other !== undefined) unlink(worker.life.self(), other);
    });
  },
  trap_exit: (stage, { path = '', value = true }, answer) =>
    request(stage, path, answer, (worker) => worker.trap(value)),
  monitor(stage, { path = '', to, name }, answer) {
    request(stage, path, answer, (worker) => {
      const target = name === undefined ? stage.find(to ?? '') : stage.system.whereis(name);
      worker.monitors.push({
        of: name === undefined ? (to ?? null) : null,
        name,
        monitor: monitor(worker.life.self(), target),
      });
    });
  },
  demonitor(stage, { path = '', to, name }, answer) {
    request(stage, path, answer, (worker) => {
      for (const each of worker.monitors) if (each.name === name && each.of === (to ?? null)) demonitor(each.monitor);
    });
  },
  whereis(stage, { name = '' }, answer) {
    const ref = stage.system.whereis(name);
    answer({ path: ref === undefined ? null : stage.pathOf(ref) });
  },
  pg_join(stage, { group = '', paths = [] }, answer) {
    stage.groups.join(group, refsOf(stage, paths));
    answer({ ok: true });
  },
  pg_leave(stage, { group = '', paths = [] }, answer) {
    answer(stage.groups.leave(group, refsOf(stage, paths)) ? { ok: true } : { error: 'not_joined' });
  },
  pg_members: (stage, { group = '' }, answer) => answer({ members: membersOf(stage, group) }),
  pg_groups: (stage, _step, answer) => answer({ groups: [...stage.groups.groups()].sort() }),
  pg_monitor(stage, { group = '' }, answer) {
    stage.groups.monitor(group, ({ type, members }) => {
      stage.log({ e: 'pg', op: type, group, paths: members.map((ref) => stage.pathOf(ref)).sort() });
    });
    answer({ members: membersOf(stage, group) });
  },
};

/** A message to the worker; nobody waits for it. */
function tell(stage: Stage, path: string, answer: Answer, action: (worker: Scripted) => void): void {
  const ref = stage.alive(path);
  if (ref === undefined) answer(NOPROC);
  else ref.send({ type: 'DO', action } satisfies DoEvent);
}

/** A request to the worker, answered with `ok` when it has done it. */
function request(stage: Stage, path: string, answer: Answer, action: (worker: Scripted) => void): void {
  const ref = stage.alive(path);
  if (ref === undefined) return answer({ exit: 'noproc' });
  const make = (reply: (value: true) => void): DoEvent => ({
    type: 'DO',
    action: (worker) => {
      action(worker);
      if (!worker.life.dead) reply(true);
    },
  });
  ask<true>(ref, make, Infinity, (outcome) => answer('exit' in outcome ? ofOutcome(outcome) : { ok: true }));
}

function ofOutcome(outcome: Outcome<Json>): Json {
  return 'exit' in outcome ? { exit: formatExit(outcome.exit) } : { ok: outcome.reply };
}

function refsOf(stage: Stage, paths: readonly string[]): AnyActorRef[] {
  return paths.flatMap((path) => stage.find(path) ?? []);
}

function membersOf(stage: Stage, group: string): string[] {
  return stage.groups
    .members(group)
    .map((ref) => stage.pathOf(ref))
    .sort();
}
