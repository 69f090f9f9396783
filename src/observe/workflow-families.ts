/** What is told of runs of workflows, by the executor they were given to. */
import type { WorkflowStats } from '../workflow/tally.ts';
import type { Family, Sample } from './family.ts';

export const WORKFLOW_FAMILIES: readonly Family[] = [
  ofExecutors('workflow_runs_total', 'counter', 'Runs of workflows that have ended, by how', ['outcome'], (stats) =>
    (['succeeded', 'failed', 'cancelled', 'expired'] as const).map((outcome) => [{ outcome }, stats[outcome]]),
  ),
  ofExecutors('workflow_nodes_total', 'counter', 'Nodes of runs, by how they ended', ['outcome'], ({ nodes }) =>
    Object.entries(nodes).map(([outcome, count]) => [{ outcome }, count]),
  ),
  ofExecutors('workflow_retries_total', 'counter', 'Attempts after the first of a node', [], ({ retries }) => [
    [{}, retries],
  ]),
  ofExecutors('workflow_run_seconds_total', 'counter', 'Runs that have ended, their times added up', [], (stats) => [
    [{}, stats.totalMs / 1_000],
  ]),
  ofExecutors('workflow_runs', 'gauge', 'Runs that go on', [], ({ running }) => [[{}, running]]),
];

function ofExecutors(
  name: string,
  type: Family['type'],
  help: string,
  labels: readonly string[],
  samples: (stats: WorkflowStats) => readonly Sample[],
): Family {
  return {
    name: `vivarium_${name}`,
    type,
    help,
    labels: ['executor', ...labels],
    *samples({ workflows }) {
      for (const [executor, stats] of Object.entries(workflows))
        for (const [own, value] of samples(stats)) yield [{ executor, ...own }, value];
    },
  };
}
