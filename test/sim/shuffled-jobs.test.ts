/** Seeded order: everything that Erlang allows and nothing else. */
import { expect, test } from 'vitest';
import { seededRandom } from '../../src/model/random.ts';
import { ShuffledJobs } from '../../src/testing/simulate/shuffled-jobs.ts';

const [a, b, c] = [{}, {}, {}];

function order(seed: number, fill: (push: (name: string, from?: object, to?: object) => void) => void): string {
  const jobs = new ShuffledJobs(seededRandom(seed));
  const done: string[] = [];
  fill((name, from, to) => jobs.push(() => done.push(name), from, to));
  for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) job();
  expect(jobs.size).toBe(0);
  return done.join('');
}

const orders = (fill: Parameters<typeof order>[1]): string[] =>
  [...new Set(Array.from({ length: 200 }, (_, seed) => order(seed, fill)))].sort();

test('messages of one pair keep their order, those of others come in any', () => {
  const found = orders((push) => {
    push('1', a, c);
    push('2', a, c);
    push('x', b, c);
  });
  expect(found).toEqual(['12x', '1x2', 'x12']);
});

test('one sender’s messages to two receivers come in any order', () => {
  const found = orders((push) => {
    push('1', a, b);
    push('2', a, c);
  });
  expect(found).toEqual(['12', '21']);
});

test('nothing passes a job of the kernel', () => {
  const found = orders((push) => {
    push('1', a, c);
    push('2', b, c);
    push('K');
    push('3', a, c);
    push('4', b, c);
  });
  expect(found).toEqual(['12K34', '12K43', '21K34', '21K43']);
});

test('the same seed gives the same order', () => {
  const many = (push: (name: string, from?: object, to?: object) => void): void => {
    for (let n = 0; n < 50; n++) push(`${n},`, [a, b, c][n % 3], [a, b, c][n % 2]);
  };
  expect(order(5, many)).toBe(order(5, many));
  expect(order(5, many)).not.toBe(order(6, many));
});
