/** The AI SDK: an optional peer, loaded when a client sends its first request. No other file knows it. */
import type { EmbeddingModel, LanguageModel, ModelMessage, ToolSet } from 'ai';
import { ConfigurationError, NetworkError, RuntimeFailure } from '../model/llm-errors.ts';
import { huggingfaceEmbedder } from './huggingface.ts';
import type { Embedder, Model, ModelAnswer, ModelPart, ModelRequest, OfferedTool } from './model.ts';
import type { ClientSettings } from './settings.ts';
import type { FinishReason, Message, Usage } from './types.ts';

type Ai = typeof import('ai');

/** @throws ConfigurationError with the command that installs what is missing. */
export async function loadModel(settings: ClientSettings): Promise<Model> {
  const ai = await sdk();
  const model = await languageModel(settings);
  return {
    async generate(request, signal) {
      const result = await ai.generateText({ ...callOf(ai, model, request), abortSignal: signal });
      const { text, usage, toolCalls, finishReason, response } = result;
      return answerOf({ text, usage, toolCalls, finishReason, messages: response.messages, model: response.modelId });
    },
    stream: (request, signal) => stream(ai, model, request, signal),
  };
}

/** @throws ConfigurationError */
export async function loadEmbedder(settings: ClientSettings): Promise<Embedder> {
  if (settings.provider === 'huggingface') return huggingfaceEmbedder(settings);
  const ai = await sdk();
  const model = await embeddingModel(settings);
  return {
    most: 100,
    async embed(texts, abortSignal) {
      const { embeddings, usage } = await ai.embedMany({ model, values: [...texts], maxRetries: 0, abortSignal });
      return { embeddings, tokens: usage.tokens || 0 };
    },
  };
}

async function* stream(
  ai: Ai,
  model: LanguageModel,
  request: ModelRequest,
  abortSignal: AbortSignal,
): AsyncGenerator<ModelPart, void> {
  const result = ai.streamText({ ...callOf(ai, model, request), abortSignal, onError: () => {} });
  let text = '';
  const calls: SdkCall[] = [];
  for await (const part of result.fullStream) {
    switch (part.type) {
      case 'text-delta':
        text += part.text;
        yield { type: 'text', text: part.text };
        break;
      case 'tool-call':
        calls.push(part);
        break;
      case 'error':
        throw part.error;
      case 'abort':
        throw abortSignal.reason;
      case 'finish-step': {
        const { usage, finishReason, rawFinishReason, response } = part;
        // The connection was closed properly, but before the model had said that it has finished.
        if (finishReason === 'other' && rawFinishReason === undefined)
          throw new NetworkError('the stream ended in the middle', 0);
        const { messages } = await result.response;
        const end = { text, usage, toolCalls: calls, finishReason, messages, model: response.modelId };
        yield { type: 'end', answer: answerOf(end) };
        return;
      }
    }
  }
  throw new RuntimeFailure('the stream had no end', 'stream');
}

/** One request and no more: repeating it and carrying out tools is the client's. */
function callOf(ai: Ai, model: LanguageModel, { messages, maxTokens, temperature, tools }: ModelRequest) {
  return {
    model,
    // Their form is checked by the SDK, which says what is wrong.
    messages: messages as readonly object[] as ModelMessage[],
    allowSystemInMessages: true,
    maxRetries: 0,
    ...(maxTokens === undefined ? {} : { maxOutputTokens: maxTokens }),
    ...(temperature === undefined ? {} : { temperature }),
    ...(tools.length === 0 ? {} : { tools: toolSet(ai, tools) }),
  };
}

/** Without anything to execute: the SDK only tells the model of them. */
function toolSet(ai: Ai, tools: readonly OfferedTool[]): ToolSet {
  const offered = ({ name, description, parameters }: OfferedTool) =>
    [name, ai.tool({ description, inputSchema: ai.jsonSchema<object>({ ...parameters }) })] as const;
  return Object.fromEntries(tools.map(offered)) as ToolSet;
}

interface SdkCall {
  readonly toolCallId: string;
  readonly toolName: string;
  readonly input: unknown;
  readonly invalid?: boolean | undefined;
  readonly error?: unknown;
}

interface SdkAnswer {
  readonly text: string;
  readonly usage: { readonly inputTokens: number | undefined; readonly outputTokens: number | undefined };
  readonly toolCalls: readonly SdkCall[];
  readonly finishReason: FinishReason;
  readonly messages: readonly { readonly role: string; readonly content: unknown }[];
  readonly model: string;
}

function answerOf({ toolCalls, usage, messages, ...answer }: SdkAnswer): ModelAnswer {
  return {
    ...answer,
    usage: usageOf(usage),
    calls: toolCalls.map(({ toolCallId: id, toolName: name, input: args, invalid, error }) => {
      const problem = invalid === true ? (error instanceof Error ? error.message : 'it cannot be read') : undefined;
      return { id, name, args, problem };
    }),
    // Of a call that it cannot read the SDK says so itself; here the client does.
    messages: messages.filter(({ role }) => role === 'assistant') as Message[],
  };
}

function usageOf({ inputTokens = 0, outputTokens = 0 }: SdkAnswer['usage']): Usage {
  return { inputTokens, outputTokens, totalTokens: inputTokens + outputTokens };
}

async function languageModel(settings: ClientSettings): Promise<LanguageModel> {
  const { provider, model, baseUrl = '' } = settings;
  const access = accessOf(settings);
  switch (provider) {
    case 'openai': {
      const { createOpenAI } = await optional(() => import('@ai-sdk/openai'), 'ai@6 @ai-sdk/openai@3');
      return createOpenAI(access).chat(model);
    }
    case 'anthropic': {
      const { createAnthropic } = await optional(() => import('@ai-sdk/anthropic'), 'ai@6 @ai-sdk/anthropic@3');
      return createAnthropic(access)(model);
    }
    case 'ollama':
    case 'huggingface': {
      const load = () => import('@ai-sdk/openai-compatible');
      const { createOpenAICompatible } = await optional(load, 'ai@6 @ai-sdk/openai-compatible@2');
      const baseURL = provider === 'ollama' ? baseUrl : `${baseUrl}/v1`;
      return createOpenAICompatible({ ...access, name: provider, baseURL, includeUsage: true }).chatModel(model);
    }
    default:
      return provider as LanguageModel;
  }
}

async function embeddingModel(settings: ClientSettings): Promise<EmbeddingModel> {
  if (settings.provider !== 'openai') return settings.provider as EmbeddingModel;
  const { createOpenAI } = await optional(() => import('@ai-sdk/openai'), 'ai@6 @ai-sdk/openai@3');
  return createOpenAI(accessOf(settings)).embeddingModel(settings.model);
}

function accessOf({ apiKey, baseUrl, headers }: ClientSettings) {
  return {
    headers: { ...headers },
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(baseUrl === undefined ? {} : { baseURL: baseUrl }),
  };
}

/** It prints warnings on stderr unless it is told where they are to go: a service's lines are the service's. */
async function sdk(): Promise<Ai> {
  globalThis.AI_SDK_LOG_WARNINGS ??= false;
  return optional(() => import('ai'), 'ai@6');
}

async function optional<T>(load: () => Promise<T>, packages: string): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new ConfigurationError(
      `language models need packages that are not installed: npm install ${packages}`,
      'provider',
      { cause: error },
    );
  }
}
