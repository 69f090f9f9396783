/** Real processes under load while things go wrong on purpose. */
export { formatSoak } from './format-soak.ts';
export type { SoakResult } from './result.ts';
export { callsIn, type Progress, type SoakOptions, soak } from './soak.ts';
