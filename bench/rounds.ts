/** Runs a plan: every contender in a process of its own, rounds interleaved and shuffled, one window at a time. */
import { Contender } from './contender.ts';
import type { ExperimentRow } from './experiments/rows.ts';
import { shuffled } from './measure.ts';
import type { Plan, Row } from './plan.ts';
import { PROGRAMS } from './programs.ts';
import { Results } from './results.ts';

/** Compiled, connected, tools measured: what runs first is not slower than what runs last. */
const WARM_UP_MS = 100;

/** @param progress is told how far it is, from 0 to 1, and what runs. */
export async function runPlan(plan: Plan, progress: (share: number, what: string) => void): Promise<Results> {
  const results = new Results();
  const names = new Set(plan.rows.map(({ contender }) => contender));
  const programs = PROGRAMS.filter(({ name }) => names.has(name));
  const contenders = new Map<string, Contender>();
  const steps = programs.length + plan.rounds * plan.rows.length + plan.experimentRounds * plan.experiments.length;
  let step = 0;
  const next = (what: string): void => progress(step++ / steps, what);
  try {
    await Promise.all(
      programs.map(async (program) => {
        next(program.title);
        const why = await Contender.open(program).then(
          (contender) => void contenders.set(program.name, contender),
          (error: Error) => error.message,
        );
        for (const { key, contender } of plan.rows)
          if (contender === program.name && why !== undefined) results.without(key, why);
      }),
    );
    for (const contender of contenders.values()) await warmUp(contender, plan.rows);
    for (let round = 0; round < plan.rounds; round++) {
      for (const row of shuffled(plan.rows)) {
        next(row.key);
        const contender = contenders.get(row.contender);
        if (contender !== undefined && !results.absent.has(row.key)) await window(contender, row, results);
      }
    }
  } finally {
    await Promise.all([...contenders.values()].map((contender) => contender.close()));
  }
  for (let round = 0; round < plan.experimentRounds; round++) {
    for (const row of shuffled(plan.experiments)) {
      next(row.key);
      if (!results.absent.has(row.key) && !(row.once && round > 0)) await experiment(row, results);
    }
  }
  return results;
}

/** Each of its works that has no like once; what it cannot do or does wrong is told when it counts. */
async function warmUp(contender: Contender, rows: readonly Row[]): Promise<void> {
  const works = new Set(rows.filter((row) => row.contender === contender.program.name).map((row) => row.question.work));
  for (const warm of ['kill', 'beside', 'array64m']) works.delete(warm);
  for (const work of works) {
    const callers = work.startsWith('add') || work === 'echo' || work === 'open' ? 64 : 1;
    await contender.ask({ work: work === 'open' ? 'add' : work, callers, ms: WARM_UP_MS }).catch(() => {});
  }
}

async function window(contender: Contender, { key, question }: Row, results: Results): Promise<void> {
  const { program, how } = contender;
  await contender.ask(question).then(
    (figures) => {
      if (figures === undefined) results.without(key, 'it has no such thing');
      else if (question.work === 'kill')
        results.add({ key, title: `kill -9 to next answer, ${program.title}`, how }, figures);
      else results.add({ key, title: program.title, question, how }, figures);
    },
    (error: Error) => results.failed(key, error.message),
  );
}

async function experiment({ key, program }: ExperimentRow, results: Results): Promise<void> {
  await Contender.run(program).then(
    (figures) => {
      if (figures === undefined) results.without(key, 'it cannot be done on this machine');
      else results.add({ key, title: program.title, how: { concurrency: '–', window: '–' } }, figures);
    },
    (error: Error) => results.without(key, error.message),
  );
}
