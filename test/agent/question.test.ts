import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AgentQuestion } from '../../src/agent/options.ts';
import { bodyOf, MOST_BYTES, MOST_DEPTH } from '../../src/agent/question.ts';
import type { VivariumError } from '../../src/index.ts';

const nested = (levels: number): object => (levels === 0 ? {} : { a: nested(levels - 1) });
const circle: Record<string, unknown> = { kind: 'request' };
circle['self'] = circle;

function refusal(question: unknown): VivariumError {
  try {
    bodyOf('writer', question as AgentQuestion);
  } catch (error) {
    return error as VivariumError;
  }
  throw new Error('it was taken');
}

const paths = (question: unknown): string[] =>
  (refusal(question).facts['problems'] as { path: string }[]).map(({ path }) => path);

describe('a question', () => {
  test('goes to the wire under the names of the wire', () => {
    const history = [{ kind: 'request', parts: [] }];
    const body = bodyOf('writer', {
      prompt: 'x',
      messageHistory: history,
      modelSettings: { temperature: 0 },
      usageLimits: { request_limit: 5 },
    });
    expect(JSON.parse(body)).toEqual({
      prompt: 'x',
      message_history: history,
      model_settings: { temperature: 0 },
      usage_limits: { request_limit: 5 },
    });
    expect(JSON.parse(bodyOf('writer', { prompt: 'x' }))).toEqual({ prompt: 'x' });
  });

  test.each<[unknown, string[]]>([
    [undefined, ['']],
    ['Hello', ['']],
    [{}, ['prompt']],
    [{ prompt: '' }, ['prompt']],
    [{ prompt: 5, messageHistory: {} }, ['prompt', 'messageHistory']],
    [{ prompt: 'x', messageHistory: [{}, 1, [], {}] }, ['messageHistory[1]', 'messageHistory[2]']],
    [{ prompt: 'x', message_history: [] }, ['message_history']],
    [{ prompt: 'x', usageLimits: 5 }, ['usageLimits']],
    [{ prompt: 'x', modelSettings: { temperature: Number.NaN } }, ['modelSettings.temperature']],
    [{ prompt: 'x', messageHistory: [{ at: new Date(0), n: 1n }] }, ['messageHistory[0].at', 'messageHistory[0].n']],
    [{ prompt: 'x', messageHistory: [{ parts: [{ run: () => 1 }] }] }, ['messageHistory[0].parts[0].run']],
  ])('that is none is refused field by field (%#)', (question, expected) => {
    expect(paths(question)).toEqual(expected);
    expect(refusal(question)).toMatchObject({
      code: 'VIV_BAD_ARGUMENTS',
      retryable: false,
      facts: { agent: 'writer' },
    });
  });

  test('with a name that was mistyped hears which was meant', () => {
    expect(refusal({ prompt: 'x', message_history: [] }).message).toContain('messageHistory?');
  });

  test('is refused when it is too deep, also when it holds itself', () => {
    expect(() => bodyOf('writer', { prompt: 'x', messageHistory: [{ a: nested(MOST_DEPTH - 3) }] })).not.toThrow();
    expect(refusal({ prompt: 'x', messageHistory: [{ a: nested(MOST_DEPTH - 2) }] }).message).toContain('deeper');
    expect(refusal({ prompt: 'x', messageHistory: [circle] }).message).toContain('deeper');
  });

  test('is refused when it is too large', () => {
    expect(refusal({ prompt: 'x'.repeat(MOST_BYTES) }).message).toContain(`of at most ${MOST_BYTES}`);
    expect(refusal({ prompt: 'ä'.repeat(MOST_BYTES / 2) }).message).toContain('bytes');
    expect(refusal({ prompt: 'x', messageHistory: Array(10_001).fill({}) }).message).toContain('of at most 10000');
  });

  test('of any JSON arrives as it is', () => {
    const message = fc.dictionary(
      fc.string().filter((key) => key !== '__proto__'),
      fc.jsonValue({ maxDepth: 5 }),
    );
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.array(message, { maxLength: 5 }), (prompt, messages) => {
        const messageHistory = JSON.parse(JSON.stringify(messages));
        const body = JSON.parse(bodyOf('writer', { prompt, messageHistory }));
        expect(body).toEqual({ prompt, message_history: messageHistory });
      }),
    );
  });

  test('of anything at all is taken whole or refused, never changed and never a crash', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true }), (wild) => {
        const question = { prompt: 'x', modelSettings: wild } as AgentQuestion;
        try {
          const { model_settings: sent } = JSON.parse(bodyOf('writer', question));
          expect(JSON.stringify(sent)).toBe(JSON.stringify(wild));
        } catch (error) {
          expect(error).toMatchObject({ code: 'VIV_BAD_ARGUMENTS' });
        }
      }),
    );
  });
});
