/** What is told of clients for language and embedding models. */
import type { LlmMetrics } from '../llm/types.ts';
import type { Family, Sample } from './family.ts';

const STATES = ['closed', 'open', 'half_open'] as const;

export const LLM_FAMILIES: readonly Family[] = [
  ofClients('llm_requests_total', 'counter', 'Requests that have ended, by how', ['outcome'], ({ requests }) =>
    Object.entries(requests).map(([outcome, count]) => [{ outcome }, count]),
  ),
  ofClients('llm_retries_total', 'counter', 'Attempts after the first of a request', [], ({ retries }) => [
    [{}, retries],
  ]),
  ofClients('llm_tokens_total', 'counter', 'Tokens of prompts and answers', ['kind'], ({ tokens }) =>
    Object.entries(tokens).map(([kind, count]) => [{ kind }, count]),
  ),
  ofClients(
    'llm_request_seconds',
    'histogram',
    'Requests that succeeded or failed, waiting and retries counted',
    [],
    (client) => [[{}, client.seconds]],
  ),
  ofClients('llm_breaker', 'gauge', '1 for what the breaker is, 0 for what it is not', ['state'], ({ breaker }) =>
    STATES.map((state) => [{ state }, state === breaker ? 1 : 0]),
  ),
  ofClients('llm_inflight', 'gauge', 'Requests at the provider', [], ({ inFlight }) => [[{}, inFlight]]),
  ofClients('llm_queue_depth', 'gauge', 'Requests that wait for their turn', [], ({ waiting }) => [[{}, waiting]]),
];

function ofClients(
  name: string,
  type: Family['type'],
  help: string,
  labels: readonly string[],
  samples: (client: LlmMetrics) => readonly Sample[],
): Family {
  return {
    name: `vivarium_${name}`,
    type,
    help,
    labels: ['client', ...labels],
    *samples({ llm }) {
      for (const [client, metrics] of Object.entries(llm))
        for (const [own, value] of samples(metrics)) yield [{ client, ...own }, value];
    },
  };
}
