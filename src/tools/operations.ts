/** The lane's operations on sessions (`session:get`, …): a worker asks for one as it calls a host tool. */
import { kindOf } from '../model/errors.ts';
import { NoSession, NoVariable } from '../model/session-errors.ts';
import { HostToolError, unknownHostTool } from '../model/tool-errors.ts';
import type { SetOptions, ToolSession, VariableMetadata } from '../session/types.ts';
import { badArguments } from './request.ts';
import type { Args, ToolDescription } from './spec.ts';

export interface Operation {
  /** `session:get` */
  readonly name: string;
  readonly args: Args;
  readonly session: ToolSession | undefined;
  readonly signal: AbortSignal;
  /** The host tools that the worker may see. */
  readonly tools: () => readonly ToolDescription[];
}

/** No tool's name has a colon. */
export function isOperation(name: string): boolean {
  return name.includes(':');
}

/** Answers in the words of `docs/reference/lane.md`. Rejects with NoSession, NoVariable, HostToolError and what the session does. */
export async function operate(operation: Operation): Promise<unknown> {
  const { name, args } = operation;
  switch (name) {
    case 'session:tools':
      return operation.tools();
    case 'session:get': {
      const session = sessionOf(operation);
      const variable = textArgument(operation, 'name');
      const found = await session.read(variable);
      if (found === undefined) throw new NoVariable(session.id, variable);
      return { value: found.value, metadata: metadataOf(found.metadata) };
    }
    case 'session:set': {
      if (args['value'] === undefined) throw badArguments(name, 'arguments.value: is missing');
      const metadata = await sessionOf(operation).set(textArgument(operation, 'name'), args['value'], facts(operation));
      return metadataOf(metadata);
    }
    case 'session:delete':
      return sessionOf(operation).delete(textArgument(operation, 'name'));
    case 'session:list': {
      const variables = await sessionOf(operation).list();
      return variables.map((variable) => ({ name: variable.name, ...metadataOf(variable) }));
    }
    case 'session:watch':
      throw new HostToolError('VIV_STREAM_ONLY', name, ' has many results: stream it');
    default:
      throw unknownHostTool(name, OPERATIONS);
  }
}

const OPERATIONS = ['session:tools', 'session:get', 'session:set', 'session:delete', 'session:list', 'session:watch'];

/** `session:watch`: each change from now on, until the signal is aborted. */
export async function* operateStream(operation: Operation): AsyncGenerator<unknown, void, undefined> {
  const { name, args, signal } = operation;
  if (name !== 'session:watch') {
    if (!OPERATIONS.includes(name)) throw unknownHostTool(name, OPERATIONS);
    throw new HostToolError('VIV_NOT_STREAMING', name, ' has one result: call it');
  }
  const { names } = args;
  if (names !== undefined && names !== null && !isTexts(names))
    throw badArguments(name, `arguments.names: expected a list of names, got ${kindOf(names)}`);
  for await (const change of sessionOf(operation).watch(names ?? undefined, { signal }))
    yield {
      name: change.name,
      value: change.value ?? null,
      metadata: metadataOf(change.metadata),
      deleted: change.deleted,
    };
}

function sessionOf({ name, session }: Operation): ToolSession {
  if (session === undefined) throw new NoSession(name);
  return session;
}

function textArgument({ name, args }: Operation, argument: string): string {
  const value = args[argument];
  if (typeof value === 'string') return value;
  const problem = value === undefined ? 'is missing' : `expected a string, got ${kindOf(value)}`;
  throw badArguments(name, `arguments.${argument}: ${problem}`);
}

function textsArgument({ name, args }: Operation, argument: string): Readonly<Record<string, string>> {
  const value = args[argument];
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && isTexts(Object.values(value)))
    return value as Readonly<Record<string, string>>;
  throw badArguments(name, `arguments.${argument}: expected a map of strings, got ${kindOf(value)}`);
}

/** What it says of the value beside it. */
function facts(operation: Operation): SetOptions {
  const { type, tags, created_by: createdBy } = operation.args;
  return {
    createdBy: createdBy === undefined || createdBy === null ? 'python' : textArgument(operation, 'created_by'),
    ...(type === undefined || type === null ? {} : { type: textArgument(operation, 'type') }),
    ...(tags === undefined || tags === null ? {} : { tags: textsArgument(operation, 'tags') }),
  };
}

function metadataOf({ type, createdAt, updatedAt, createdBy, tags, version }: VariableMetadata) {
  return { type, created_at: createdAt, updated_at: updatedAt, created_by: createdBy, tags, version };
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');
