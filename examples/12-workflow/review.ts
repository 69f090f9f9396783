/** A workflow: what is to be done, and what has to be done before. */
import { defineWorkflow } from '../../src/index.ts';

export const review = defineWorkflow('review')
  .node('title', { kind: 'agent', prompt: 'A title for a text about {{input.topic}}' })
  .node('draft', { kind: 'agent', prompt: 'Tell {{input.reader}} about {{input.topic}}' })
  .node('measure', {
    kind: 'tool',
    tool: 'text.measure',
    args: { text: '{{node.draft}}' },
    retry: { maximumAttempts: 3 },
  })
  .node('short', { kind: 'condition', expression: 'node.measure.words <= 200' })
  .node('whole', { kind: 'transform', transformation: '{{node.title}}\n\n{{node.draft}}' })
  .node('keep', { kind: 'tool', tool: 'keep', args: { text: '{{node.whole}}' } })
  .node('refuse', { kind: 'transform', transformation: 'It has {{node.measure.words}} words, which is too many.' })
  .chain('draft', 'measure', 'short')
  .edge('short', 'whole')
  .edge('short', 'refuse', { when: false })
  .edge('title', 'whole')
  .edge('whole', 'keep');
