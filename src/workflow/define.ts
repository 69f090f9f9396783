/** `defineWorkflow('review').node(…).edge(…)`: a workflow as one writes it down. It is checked when it is first run, or by `validate()`. */
import { BadConfig } from '../model/errors.ts';
import { planOf } from './check-plan.ts';
import { createExecutor } from './create-executor.ts';
import type { Executor } from './executor.ts';
import type { Plan } from './plan.ts';
import type { Edge, EdgeOptions, NodeSpec, RunOptions, WorkflowResult } from './types.ts';

export interface WorkflowRunOptions extends RunOptions {
  /** Where it runs. Default: an executor of its own, for this run. */
  readonly executor?: Executor;
}

/** Immutable: each step gives another workflow, so that one can be the beginning of several. */
export class Workflow {
  readonly name: string;
  readonly nodes: readonly (readonly [id: string, spec: NodeSpec])[];
  readonly edges: readonly Edge[];
  #plan: Plan | undefined;

  constructor(name: string, nodes: Workflow['nodes'] = [], edges: Workflow['edges'] = []) {
    if (typeof name !== 'string' || name.trim() === '' || name.length > 128)
      throw new BadConfig('workflow', name, 'a name, of 128 characters at most');
    this.name = name;
    this.nodes = nodes;
    this.edges = edges;
  }

  node(id: string, spec: NodeSpec): Workflow {
    return new Workflow(this.name, [...this.nodes, [id, spec]], this.edges);
  }

  /** `to` begins when `from` is through; behind a condition, `when` says for which choice. */
  edge(from: string, to: string, options: EdgeOptions = {}): Workflow {
    return new Workflow(this.name, this.nodes, [...this.edges, { ...options, from, to }]);
  }

  /** The same by its nodes one behind another: `.chain('draft', 'review', 'publish')`. */
  chain(...ids: readonly string[]): Workflow {
    const edges = ids.slice(1).map((to, index) => ({ from: ids[index] ?? to, to }));
    return new Workflow(this.name, this.nodes, [...this.edges, ...edges]);
  }

  /** @throws WorkflowInvalid naming the cycle, the edge, the node or the text that is wrong. */
  validate(): Plan {
    this.#plan ??= planOf(this);
    return this.#plan;
  }

  /**
   * Runs it. How it ends is data: see `result.success` and `result.error`.
   * Rejects with WorkflowInvalid, BadConfig, ResourceExhausted or Stopped when it cannot begin.
   */
  async run(input?: unknown, { executor, ...options }: WorkflowRunOptions = {}): Promise<WorkflowResult> {
    if (executor !== undefined) return executor.run(this, input, options);
    await using own = createExecutor();
    return await own.run(this, input, options);
  }
}

/**
 * @example
 * const review = defineWorkflow('review')
 *   .node('draft', { kind: 'agent', prompt: 'Write a sentence about {{input.topic}}' })
 *   .node('score', { kind: 'tool', tool: 'ml.score', args: { text: '{{node.draft}}' } })
 *   .chain('draft', 'score');
 * const { output } = await review.run({ topic: 'bridges' }, { executor: runtime.executor() });
 * @throws BadConfig when the name is none.
 */
export function defineWorkflow(name: string): Workflow {
  return new Workflow(name);
}
