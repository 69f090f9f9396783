/** What is no loop of calls, by name: each runs once in a process of its own and gives its figures. */
import type { Figures } from '../subject.ts';

export const EXPERIMENTS: Readonly<Record<string, (options: object) => Promise<Figures>>> = {};
