/** Tells crashes apart. */
import type { CrashRow } from '../../feed/types.ts';

export const crashKey = ({ worker, incarnation, wall }: CrashRow): string => `${worker}#${incarnation}@${wall}`;
