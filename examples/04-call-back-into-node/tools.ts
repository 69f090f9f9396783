/** Functions of this service that Python may call. In a project of your own the import reads `from 'vivarium'`. */
import { z } from 'zod';
import { tool } from '../../src/index.ts';

const OPERATIONS = {
  sum: (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0),
  mean: (numbers: readonly number[]) => OPERATIONS.sum(numbers) / numbers.length,
  max: (numbers: readonly number[]) => Math.max(...numbers),
} as const;

export const tools = {
  parse_json: tool({
    description: 'Parses a JSON text.',
    input: z.object({ json_string: z.string() }),
    idempotent: true,
    execute: ({ json_string }) => JSON.parse(json_string) as unknown,
  }),

  calculate_fibonacci: tool({
    description: 'The n-th Fibonacci number; from 79 on they are beyond 2^53, and exact all the same.',
    input: z.object({ n: z.int().min(0).max(1_000) }),
    idempotent: true,
    execute({ n }) {
      let [number, next] = [0n, 1n];
      for (let step = 0; step < n; step++) [number, next] = [next, number + next];
      return number;
    },
  }),

  process_list: tool({
    description: 'One number made of many.',
    input: z.object({ data: z.array(z.number()).min(1), operation: z.enum(['sum', 'mean', 'max']) }),
    idempotent: true,
    execute: ({ data, operation }) => OPERATIONS[operation](data),
  }),
};
