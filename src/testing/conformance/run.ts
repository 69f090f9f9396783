/** Runs a scenario through the kernel and gives the trace of what happened. */
import type { Answer, Group, Json, Scenario, Trace } from './format.ts';
import { Stage } from './stage.ts';
import { perform, SILENT } from './steps.ts';
import { askTree } from './tree.ts';

export function runScenario(scenario: Scenario): Trace {
  const stage = new Stage();
  let late: { step: number; result: Json }[] = [];

  /** One step: done, answered unless nobody waits for that, settled, written down. */
  const group = (step: number, name: string, async: boolean, act: (answer: Answer) => void): Group => {
    let result: Json | undefined;
    act((given) => {
      if (async) late.push({ step, result: given });
      else result = given;
    });
    if (!async && !SILENT.has(name)) stage.until(() => result);
    stage.settle();
    const arrived = late;
    late = [];
    return {
      step,
      do: name,
      ...(result === undefined ? {} : { result }),
      ...(arrived.length === 0 ? {} : { late_results: arrived }),
      events: stage.takeEvents(),
    };
  };

  const first = group(0, 'start', false, (answer) => stage.start(scenario.root, answer));
  const rest = scenario.steps.map((step, i) =>
    group(i + 1, step.do, step.async ?? false, (answer) => perform(stage, step, answer)),
  );
  let final: Json | undefined;
  askTree(stage, (tree) => {
    final = tree;
  });
  return {
    scenario: scenario.name,
    runtime: 'vivarium',
    groups: [first, ...rest],
    final: stage.until(() => final) ?? null,
  };
}
