/**
 * What is measured: one library, asked to do the same things as the others. What it does not have is absent here
 * and a dash in the table. Each answer is checked.
 */

export interface Subject {
  /** Spawns actors that are told to end, each after the end of the one before; answers how many ends it saw. */
  spawn?(count: number): Promise<number>;
  /** Two actors send one message to and fro; answers how many messages arrived. */
  send?(count: number): Promise<number>;
  /** One actor is asked so many times, and counts; gives its last answer. */
  call?(count: number): Promise<number>;
  /** So many children of one parent, not started yet. */
  crowd?(size: number): Promise<Crowd>;
}

export interface Crowd {
  /** Resolves when all of them run. */
  start(): Promise<void>;
  /** How many run. */
  alive(): Promise<number>;
  /** Crashes the n-th child; gives the milliseconds from the crash to the start of its next life. */
  restart?(n: number): Promise<number>;
  /** Resolves when all have stopped. */
  stop(): Promise<void>;
}
