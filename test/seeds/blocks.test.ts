import { expect, test } from 'vitest';
import { extractBlocks, indent } from './blocks.ts';

const fence = '```';

test('blocks are cut out with their language, number and heading', () => {
  const page = [
    '# Guide',
    `${fence}python`,
    '# a comment, no heading',
    'x = 1',
    fence,
    'text',
    '## Set up',
    `${fence}bash`,
    'ls',
    fence,
    fence,
    'no language',
    fence,
    `${fence}python`,
    '',
    'y = 2',
    fence,
  ].join('\n');
  expect(extractBlocks(page)).toEqual([
    { language: 'python', index: 0, heading: 'Guide', code: '# a comment, no heading\nx = 1\n' },
    { language: 'bash', index: 0, heading: 'Set up', code: 'ls\n' },
    { language: 'python', index: 1, heading: 'Set up', code: '\ny = 2\n' },
  ]);
});

test('a block that the page ends in is whole', () => {
  expect(extractBlocks(`${fence}python\r\nx = 1`)).toMatchObject([{ code: 'x = 1\n' }]);
});

test('a block is moved to the right, its empty lines are not', () => {
  expect(indent('a\n\n  b\n', 4)).toBe('    a\n\n      b\n');
});
