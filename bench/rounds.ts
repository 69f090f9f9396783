/**
 * Runs a plan: every contender in a process of its own, rounds interleaved, one window at a time. In a round, what is
 * compared runs close together: rows that ask the same come one after the other, in an order that is shuffled each time.
 */
import { Contender } from './contender.ts';
import type { ExperimentRow } from './experiments/rows.ts';
import { shuffled } from './measure.ts';
import type { Plan, Row } from './plan.ts';
import { PROGRAMS } from './programs.ts';
import { Results } from './results.ts';
import { WARM_UP, warmUpOf } from './warm-up.ts';

/** @param progress is told how far it is, from 0 to 1, and what runs. */
export async function runPlan(plan: Plan, progress: (share: number, what: string) => void): Promise<Results> {
  const results = new Results();
  const names = new Set(plan.rows.map(({ contender }) => contender));
  const programs = PROGRAMS.filter(({ name }) => names.has(name));
  const contenders = new Map<string, Contender>();
  const rounds = Math.max(0, ...plan.rows.map((row) => row.rounds));
  const windows = plan.rows.reduce((sum, row) => sum + row.rounds, 0);
  const steps = programs.length + windows + plan.experimentRounds * plan.experiments.length;
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
    await warmUp([...contenders.values()], plan);
    for (let round = 0; round < rounds; round++) {
      for (const row of together(plan.rows.filter((row) => row.rounds > round))) {
        next(row.key);
        const contender = contenders.get(row.contender);
        if (contender !== undefined && !results.absent.has(row.key)) await window(contender, row, round, results);
      }
    }
  } finally {
    await Promise.all([...contenders.values()].map((contender) => contender.close()));
  }
  for (let round = 0; round < plan.experimentRounds; round++) {
    for (const row of shuffled(plan.experiments)) {
      next(row.key);
      if (!results.absent.has(row.key) && !(row.once && round > 0)) await experiment(row, round, results);
    }
  }
  return results;
}

/** What a contender cannot do or does wrong is told when it counts. */
async function warmUp(contenders: readonly Contender[], { rows, quick }: Plan): Promise<void> {
  const how = quick ? WARM_UP.quick : WARM_UP.full;
  const one = async (contender: Contender): Promise<void> => {
    for (const question of warmUpOf(contender.program.name, rows, how)) await contender.ask(question).catch(() => {});
  };
  if (how.together) await Promise.all(contenders.map(one));
  else for (const contender of contenders) await one(contender);
}

function together(rows: readonly Row[]): Row[] {
  const asked = new Map<string, Row[]>();
  for (const row of rows) {
    const { work, callers, rate = '' } = row.question;
    const name = `${work}/${callers}/${rate}`;
    asked.set(name, [...(asked.get(name) ?? []), row]);
  }
  return shuffled([...asked.values()]).flatMap((same) => shuffled(same));
}

async function window(contender: Contender, { key, question }: Row, round: number, results: Results): Promise<void> {
  const { program, how } = contender;
  await contender.ask(question).then(
    (figures) => {
      if (figures === undefined) results.without(key, 'it has no such thing');
      else if (question.work === 'kill')
        results.add({ key, title: `kill -9 to next answer, ${program.title}`, how }, round, figures);
      else results.add({ key, title: program.title, question, how }, round, figures);
    },
    (error: Error) => results.failed(key, error.message),
  );
}

async function experiment({ key, program }: ExperimentRow, round: number, results: Results): Promise<void> {
  await Contender.run(program).then(
    (figures) => {
      if (figures === undefined) results.without(key, 'it cannot be done on this machine');
      else results.add({ key, title: program.title, how: { concurrency: '–', window: '–' } }, round, figures);
    },
    (error: Error) => results.without(key, error.message),
  );
}
