/**
 * Tools as language models are given them: the shape of a ToolSet of the Vercel AI SDK (version 6), which
 * `createLlmClient` takes, too. The schema is a Standard Schema with JSON Schema, so that no package of theirs is needed.
 */
import { BadConfig } from '../model/errors.ts';
import { jsonSchemaCheck } from './json-schema.ts';
import { plainJson } from './plain-json.ts';
import type { Args, JsonSchema, ToolDescription } from './spec.ts';
import type { StandardResult } from './standard-schema.ts';

/** Arguments as a model sends them: checked before `execute` sees them. */
export interface ToolSchema {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: 'vivarium';
    readonly validate: (value: unknown) => Promise<StandardResult<Args>>;
    readonly jsonSchema: {
      readonly input: (options?: object) => Record<string, unknown>;
      readonly output: (options?: object) => Record<string, unknown>;
    };
  };
}

/** What whoever carries out a model's call says beside the arguments. */
export interface ModelCallScope {
  /** Cancels the tool. */
  readonly abortSignal?: AbortSignal | undefined;
}

export interface ModelTool {
  readonly description: string;
  readonly inputSchema: ToolSchema;
  /** The result as JSON has it; of a streaming tool, all chunks so far, again with each chunk. */
  readonly execute: (input: Args, scope?: ModelCallScope) => Promise<unknown> | AsyncIterable<unknown[]>;
}

export type ToolSet = Readonly<Record<string, ModelTool>>;

/** How a tool is run for a model. */
export interface Carrier {
  readonly call: (args: Args, signal: AbortSignal | undefined) => Promise<unknown>;
  readonly stream: (args: Args, signal: AbortSignal | undefined) => AsyncIterable<unknown>;
}

/** The rule of all providers. */
const NAME = /^[A-Za-z0-9_-]{1,64}$/;

/** @throws BadConfig for a name that no provider takes. */
export function modelTool(spec: ToolDescription, { call, stream }: Carrier): ModelTool {
  const { name, description, parameters, streaming } = spec;
  if (!NAME.test(name))
    throw new BadConfig('tools', name, 'names of up to 64 letters, digits, dashes and underscores, for models');
  return {
    description,
    inputSchema: toolSchema(parameters),
    execute: streaming
      ? (args, scope) => growing(stream(args, scope?.abortSignal))
      : async (args, scope) => plainJson(await call(args, scope?.abortSignal)),
  };
}

/** The AI SDK shows each value as a preliminary result and takes the last for the whole. */
async function* growing(chunks: AsyncIterable<unknown>): AsyncGenerator<unknown[], void, undefined> {
  const all: unknown[] = [];
  for await (const chunk of chunks) {
    all.push(plainJson(chunk));
    yield [...all];
  }
  if (all.length === 0) yield [];
}

function toolSchema(parameters: JsonSchema): ToolSchema {
  const check = jsonSchemaCheck(parameters, 'arguments');
  const describe = (): Record<string, unknown> => ({ ...parameters });
  return {
    '~standard': {
      version: 1,
      vendor: 'vivarium',
      validate: async (value) => {
        const checked = await check(value ?? {});
        return 'problem' in checked ? { issues: [{ message: checked.problem }] } : { value: checked.value as Args };
      },
      jsonSchema: { input: describe, output: describe },
    },
  };
}
