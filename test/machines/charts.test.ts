import { join } from 'node:path';
import { expect, test } from 'vitest';
import { agentMachine } from '../../machines/agent.ts';
import { breakerMachine } from '../../machines/breaker.ts';
import { sessionMachine } from '../../machines/session.ts';
import { streamMachine } from '../../machines/stream.ts';
import { workerMachine } from '../../machines/worker.ts';
import { workflowMachine } from '../../machines/workflow.ts';
import { nodeMachine } from '../../machines/workflow-node.ts';
import { zygoteMachine } from '../../machines/zygote.ts';
import { chart } from './chart.ts';

const PAGE = join(import.meta.dirname, '../../docs/reference/machines.md');

const HEAD = `# The machines

Drawn from \`machines/*.ts\` by \`npx vitest run test/machines/charts.test.ts --update\`; a test fails when they differ. An event in
parentheses is refused by name: it may come in that state, and changes nothing there. A state inside another shares the outer
one's events. Edges of the diagrams are the states' own; what holds in every state stands below each table.
`;

test('docs/reference/machines.md shows the machines as they are', async () => {
  await expect(
    [
      HEAD,
      ...[
        workerMachine,
        streamMachine,
        sessionMachine,
        zygoteMachine,
        breakerMachine,
        agentMachine,
        workflowMachine,
        nodeMachine,
      ].map(chart),
    ].join('\n'),
  ).toMatchFileSnapshot(PAGE);
});
