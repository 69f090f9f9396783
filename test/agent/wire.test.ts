import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAnswer, readFailure, readStreamEvent } from '../../src/agent/wire.ts';
import type { QuestionFacts } from '../../src/model/agent-errors.ts';
import { isVivariumError } from '../../src/model/errors.ts';

const question: QuestionFacts = { agent: 'writer', kind: 'send', phase: 'sent' };
const answer = { result: null, messages: [{ kind: 'request' }], usage: { total_tokens: 7 } };

describe("an agent's answer", () => {
  test('is taken with the keys of the wire', () => {
    expect(readAnswer(JSON.stringify(answer), question)).toEqual(answer);
    const event = JSON.stringify({ status: 'complete', ...answer });
    expect(readStreamEvent(event, question)).toEqual({ status: 'complete', answer });
    expect(readStreamEvent('{"status":"chunk","data":[1]}', question)).toEqual({ status: 'chunk', data: [1] });
  });

  test.each([
    '',
    '[]',
    '{}',
    '{"messages":[],"usage":{}}',
    '{"messages":[1],"usage":{"total_tokens":1}}',
    '{"status":"x"}',
  ])('that is none is refused: %s', (text) => {
    const failed = expect.objectContaining({
      code: 'VIV_PROTOCOL',
      facts: expect.objectContaining({ agent: 'writer' }),
    });
    expect(() => readAnswer(text, question)).toThrow(failed);
    expect(() => readStreamEvent(text, question)).toThrow(failed);
  });

  test('that refuses the question names its fields as the question does', () => {
    const errors = [
      { path: 'message_history[3].model_name', message: 'Field required' },
      { path: 'usage_limits.request_limit', message: 'wrong' },
      { path: '', message: 'too deep' },
    ];
    const text = JSON.stringify({ status: 'error', error_type: 'ValidationError', message: 'no', errors });
    expect(readFailure(400, text, question)).toMatchObject({
      code: 'VIV_BAD_ARGUMENTS',
      facts: {
        problems: [
          { path: 'messageHistory[3].model_name', message: 'Field required' },
          { path: 'usageLimits.request_limit', message: 'wrong' },
          { path: '', message: 'too deep' },
        ],
      },
    });
  });

  test('of a failure has its type, message, traceback and status', () => {
    const text = JSON.stringify({ status: 'error', error_type: 'KeyError', message: 'k', traceback: 'File "x.py"' });
    const facts = { type: 'KeyError', message: 'k', traceback: 'File "x.py"' };
    expect(readFailure(500, text, question)).toMatchObject({
      code: 'VIV_AGENT_FAILED',
      errorType: 'KeyError',
      facts: { ...facts, status: 500 },
    });
    expect(() => readStreamEvent(text, question)).toThrow(expect.objectContaining({ errorType: 'KeyError' }));
    expect(readFailure(502, '<html>', question)).toMatchObject({ message: expect.stringContaining('status 502') });
  });

  test('whatever it is, is an answer or one of our errors', () => {
    const wild = fc.oneof(
      fc.string(),
      fc.json(),
      fc.jsonValue().map((value) => JSON.stringify({ status: value, ...answer })),
    );
    fc.assert(
      fc.property(wild, (text) => {
        for (const read of [readAnswer, readStreamEvent])
          try {
            expect(read(text, question)).toBeTypeOf('object');
          } catch (error) {
            expect(isVivariumError(error)).toBe(true);
          }
        expect(isVivariumError(readFailure(500, text, question))).toBe(true);
      }),
    );
  });
});
