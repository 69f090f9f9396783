import { describe, expect, test } from 'vitest';
import { nearest, refuseUnknown } from '../../src/model/unknown-option.ts';

const NAMES = ['timeout', 'concurrency', 'exposedToPython', 'ttl', 'port'];

describe('the option that was probably meant', () => {
  test.each([
    ['timout', 'timeout'],
    ['TimeOut', 'timeout'],
    ['concurency', 'concurrency'],
    ['tll', 'ttl'],
    ['exposeToPython', 'exposedToPython'],
    ['prot', 'port'],
    ['x', undefined],
    ['colour', undefined],
    ['', undefined],
  ])('for %j is %s', (typo, meant) => {
    expect(nearest(typo, NAMES)).toBe(meant);
  });
});

test('options that are known pass, and none at all', () => {
  refuseUnknown('tool', { timeout: 1, ttl: 2 }, NAMES);
  refuseUnknown('tool', {}, NAMES);
});

test('an unknown option is told with the nearest name, or with all of them', () => {
  expect(() => refuseUnknown('tool', { timout: 1 }, NAMES)).toThrow(
    'tool: expected timeout (there is no such option), got string "timout"',
  );
  expect(() => refuseUnknown('tool', { colour: 1 }, NAMES)).toThrow(
    'tool: expected no options but timeout, concurrency, exposedToPython, ttl, port, got string "colour"',
  );
});

test.each([null, 'fast', 3])('%j in the place of options is told as what it is', (options) => {
  expect(() => refuseUnknown('heartbeat', options as unknown as object, NAMES)).toThrow(
    /^heartbeat: expected an object of options, got /,
  );
});
