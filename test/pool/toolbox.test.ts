import { beforeEach, describe, expect, test } from 'vitest';
import { BadArguments, UnknownTool } from '../../src/model/call-errors.ts';
import { Toolbox } from '../../src/pool/toolbox.ts';
import type { Args } from '../../src/pool/types.ts';
import type { ToolSpec } from '../../src/tools/spec.ts';

const tool = (name: string): ToolSpec => ({
  name,
  description: '',
  parameters: { type: 'object', properties: { a: { type: 'integer' } }, required: ['a'], additionalProperties: false },
  streaming: false,
  idempotent: false,
  returns: {},
  requiredVariables: [],
});

let toolbox: Toolbox;

beforeEach(() => {
  toolbox = new Toolbox('ml');
});

describe('a pool’s tools', () => {
  test('are not known before a worker was ready: any call may wait for the worker’s own judgement', () => {
    expect(toolbox.admit('whatever', { x: 1 })).toEqual({ micros: undefined });
  });

  test('are all there is once they are known', () => {
    toolbox.learn([tool('add'), tool('train')]);
    expect(() => toolbox.admit('ad', { a: 1 })).toThrow(UnknownTool);
    expect(() => toolbox.admit('ad', { a: 1 })).toThrow('pool ml has no tool "ad": it has add, train');
  });

  test('may be none, and the refusal says so', () => {
    toolbox.learn([]);
    expect(() => toolbox.admit('add', {})).toThrow('pool ml has no tool "add": its adapter has none');
  });

  test('are of any name when the adapter judges names itself', () => {
    toolbox.learn([tool('add'), { ...tool('*'), parameters: { type: 'object', additionalProperties: true } }]);
    expect(toolbox.admit('whatever', { x: 1 })).toEqual({ micros: undefined });
    expect(() => toolbox.admit('add', {})).toThrow(BadArguments);
  });

  test('refuse wrong arguments by name, and arguments that have none', () => {
    toolbox.learn([tool('add')]);
    expect(() => toolbox.admit('add', {})).toThrow(BadArguments);
    for (const wrong of [null, 3, 'a', [1]] as unknown[])
      expect(() => toolbox.admit('add', wrong as Args)).toThrow(/^ml\.add: the arguments are an object by name, got /);
  });

  test('are those of the newest worker; what is known of a tool’s speed stays', () => {
    toolbox.learn([tool('add'), tool('old')]);
    toolbox.admit('add', { a: 1 }).micros = 120;
    toolbox.learn([tool('add'), tool('new')]);
    expect(toolbox.names()).toEqual(['add', 'new']);
    expect(toolbox.admit('add', { a: 1 })).toEqual({ micros: 120 });
    expect(() => toolbox.admit('old', { a: 1 })).toThrow(UnknownTool);
  });
});
