/**
 * The clients as Python reaches them: host tools of reserved names, over the lane and over the session plane. Arguments
 * and answers are JSON with Python's spelling; times are seconds in arguments, milliseconds in answers (`…_ms`).
 */
import type { ToolContext } from '../tools/context.ts';
import type { HostTool } from '../tools/host-tool.ts';
import { tool } from '../tools/tool.ts';
import type { EmbeddingResult, EmbedOptions } from './embedding-types.ts';
import type {
  BatchArguments,
  CompleteArguments,
  ConfigArguments,
  EmbedArguments,
  StatsArguments,
} from './operations-arguments.ts';
import { SCHEMAS } from './operations-schema.ts';
import { deadlineOf, question, withoutNulls } from './question.ts';
import type {
  BatchOptions,
  BatchResult,
  CompleteOptions,
  Completion,
  CompletionStream,
  LlmStats,
  LlmTool,
} from './types.ts';
import { type WireAnswer, wireBatch, wireCompletion, wireEmbeddings, wireError, wireStats } from './wire.ts';

/** What operations need of a client for texts. */
export interface LlmService extends Counting {
  complete(question: CompleteOptions): Promise<Completion>;
  stream(question: CompleteOptions): CompletionStream;
  completeBatch(prompts: readonly string[], options: BatchOptions): Promise<BatchResult<Completion>[]>;
  warmup(): Promise<void>;
}

export interface EmbeddingService extends Counting {
  embed(texts: readonly string[], options: EmbedOptions): Promise<EmbeddingResult>;
}

interface Counting {
  stats(): LlmStats;
  resetStats(): void;
}

/** Where operations find what they work with. */
export interface LlmDesk {
  /** @throws BadConfig */
  llm(config: ConfigArguments): LlmService;
  /** @throws BadConfig */
  embeddings(config: ConfigArguments): EmbeddingService;
  /** A host tool that the caller may call. @throws HostToolError `VIV_UNKNOWN_TOOL` */
  hostTool(name: string, context: ToolContext): LlmTool;
}

/** By name; `docs/reference/llm.md` has each with its arguments and its answer. */
export function llmOperations(desk: LlmDesk): Readonly<Record<string, HostTool>> {
  const hostTool: LlmDesk['hostTool'] = (...asked) => desk.hostTool(...asked);
  const one = <Args>(name: keyof typeof SCHEMAS, work: (args: Args, context: ToolContext) => unknown): HostTool =>
    tool({
      ...SCHEMAS[name],
      timeout: 'infinity', // the client's deadline ends it
      execute: (args, context) => answer(() => work(withoutNulls<Args>(args), context)),
    });
  const counting = ({ config, kind = 'llm' }: StatsArguments): Counting =>
    kind === 'embedding' ? desk.embeddings(config) : desk.llm(config);
  return {
    'vivarium.llm.complete': one<CompleteArguments>('complete', async (args, context) => {
      return wireCompletion(await desk.llm(args.config).complete(question(args, context, hostTool)));
    }),
    'vivarium.llm.stream': tool({
      ...SCHEMAS.complete,
      streaming: true,
      timeout: 'infinity',
      execute: (args, context) => pieces(withoutNulls<CompleteArguments>(args), context, desk),
    }),
    'vivarium.llm.batch': one<BatchArguments>(
      'batch',
      async ({ config, prompts, max_concurrency, ...rest }, context) => {
        const { prompt: _, messages: __, ...options } = question({ config, ...rest }, context, hostTool);
        const most = max_concurrency === undefined ? {} : { maxConcurrency: max_concurrency };
        return wireBatch(await desk.llm(config).completeBatch(prompts, { ...options, ...most }));
      },
    ),
    'vivarium.llm.embed': one<EmbedArguments>('embed', async ({ config, texts, timeout }, { signal }) => {
      return wireEmbeddings(await desk.embeddings(config).embed(texts, { signal, ...deadlineOf(timeout) }));
    }),
    'vivarium.llm.stats': one<StatsArguments>('stats', (args) => wireStats(counting(args).stats())),
    'vivarium.llm.reset_stats': one<StatsArguments>('stats', (args) => counting(args).resetStats()),
    'vivarium.llm.warmup': one<StatsArguments>('warmup', ({ config }) => desk.llm(config).warmup()),
  };
}

async function answer(work: () => unknown): Promise<WireAnswer<unknown>> {
  try {
    return { ok: true, value: (await work()) ?? null };
  } catch (error) {
    return { ok: false, error: wireError(error) };
  }
}

/** `{type: 'text', text}`, and at the end `{type: 'result', value}` or `{type: 'error', error}`. */
async function* pieces(args: CompleteArguments, context: ToolContext, desk: LlmDesk): AsyncGenerator<unknown> {
  try {
    const asked = question(args, context, (...tool) => desk.hostTool(...tool));
    const stream = desk.llm(args.config).stream(asked);
    for await (const text of stream) yield { type: 'text', text };
    yield { type: 'result', value: wireCompletion(await stream.result) };
  } catch (error) {
    yield { type: 'error', error: wireError(error) };
  }
}
