/** What is asked of every subject, and how its answer is known to be right. */
import type { Dict, Subject } from './subject.ts';

export interface Work {
  readonly title: string;
  /** What asks it for the n-th time; undefined when the subject cannot do it. */
  ask(subject: Subject): ((n: number) => Promise<unknown>) | undefined;
  right(answer: unknown, n: number): boolean;
}

const BLOCK_BYTES = 65_536;

const add: Work = {
  title: 'add two floats',
  ask: (subject) => subject.add && ((n) => subject.add?.(n, 0.5) ?? Promise.reject()),
  right: (answer, n) => answer === n + 0.5,
};

/** @param records how many of them the dict holds: each is about 100 bytes of JSON. */
function echo(title: string, records: number): Work {
  const record = (n: number): Dict => ({ id: n, name: 'otter', tags: ['river', 'fur'], weight: n + 0.25, wild: true });
  return {
    title,
    ask(subject) {
      if (subject.echo === undefined) return undefined;
      const rows = Array.from({ length: records }, (_, n) => record(n));
      return (n) => subject.echo?.({ n, model: 'small', rows }) ?? Promise.reject();
    },
    right: (answer, n) => {
      const { n: seen, rows: back } = answer as { n: unknown; rows: readonly Dict[] };
      return seen === n && back.length === records && back.at(-1)?.['weight'] === records - 0.75;
    },
  };
}

function array(title: string, megabytes: number): Work {
  const length = (megabytes * 1_048_576) / 4;
  return {
    title,
    ask(subject) {
      if (subject.array === undefined) return undefined;
      const values = new Float32Array(length).map((_, n) => n % 1_000);
      return (n) => {
        values[0] = n;
        return subject.array?.(values) ?? Promise.reject();
      };
    },
    right: (answer, n) =>
      answer instanceof Float32Array &&
      answer[0] === n &&
      answer.length === length &&
      answer.at(-1) === (length - 1) % 1_000,
  };
}

const dicts = (count: number): Work => ({
  title: `stream of ${count.toLocaleString('en')} dicts`,
  ask: (subject) =>
    subject.dicts &&
    (async () => {
      let next = 0;
      for await (const chunk of subject.dicts?.(count) ?? []) if ((chunk as { n: unknown }).n === next) next += 1;
      return next;
    }),
  right: (answer) => answer === count,
});

const blocks = (count: number): Work => ({
  title: `stream of ${count.toLocaleString('en')} blocks of 64 KB`,
  ask: (subject) =>
    subject.blocks &&
    (async () => {
      let bytes = 0;
      for await (const block of subject.blocks?.(count) ?? []) {
        if (block[0] !== bytes % 256) throw new Error('a block has other bytes than were sent');
        bytes += block.length;
      }
      return bytes;
    }),
  right: (answer) => answer === count * BLOCK_BYTES,
});

/** By the name that rows and goals call them. */
export const WORKS: Readonly<Record<string, Work>> = {
  add,
  echo: echo('echo a small dict', 1),
  echo10k: echo('echo 10 KB of dicts', 120),
  echo1m: echo('echo 1 MB of dicts', 12_000),
  array4m: array('float32 array of 4 MB, there and back', 4),
  array64m: array('float32 array of 64 MB, there and back', 64),
  dicts: dicts(1_000),
  manydicts: dicts(10_000),
  blocks: blocks(500),
};
