/** For tests of what is built on vivarium: time that obeys. */
export { VirtualClock } from './virtual-clock.ts';
