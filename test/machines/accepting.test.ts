/**
 * The hot path reads one boolean, written by the commands ACCEPT and REFUSE; the machine alone owns the decision.
 * Both are driven by the same random events and must say the same after each.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createActor, fromCallback } from 'xstate';
import { workerMachine } from '../../machines/worker.ts';
import type { PortCommand, WorkerInput } from '../../machines/worker-events.ts';
import { everyWorkerEvent } from './support.ts';

/** Written down as they are obeyed; `accepting` is what the dispatcher would read. */
function live() {
  const port = { accepting: false, fences: 0, commands: [] as PortCommand[] };
  const logic = fromCallback<PortCommand, WorkerInput>(({ receive }) => {
    receive((command) => {
      port.commands.push(command);
      if (command.type === 'ACCEPT') port.accepting = true;
      if (command.type === 'REFUSE') port.accepting = false;
      if (command.type === 'FENCE') port.fences += 1;
    });
    return () => {
      port.accepting = false;
    };
  });
  const actor = createActor(workerMachine.provide({ actors: { port: logic } }), {
    input: { worker: 'worker:ml/1', incarnation: 1, trial: false },
  });
  return { actor: actor.start(), port };
}

/** Likely enough to come to `ready` that most runs are about it. */
const aLife = fc
  .tuple(fc.boolean(), fc.array(fc.constantFrom(...everyWorkerEvent), { maxLength: 25 }))
  .map(([attaches, events]) => [
    ...(attaches ? ([{ type: 'SPAWNING' }, { type: 'ATTACHED' }, { type: 'READY' }] as const) : []),
    ...events,
  ]);

describe('what the dispatcher reads', () => {
  test('agrees with the machine after every event, whatever comes', () => {
    fc.assert(
      fc.property(aLife, (events) => {
        const { actor, port } = live();
        for (const event of events) {
          if (actor.getSnapshot().status !== 'active') break;
          actor.send(event);
          expect(port.accepting).toBe(actor.getSnapshot().hasTag('accepting'));
        }
        actor.stop();
      }),
      { numRuns: 300 },
    );
  });

  test('never says yes again once the worker has been fenced: its calls are settled', () => {
    fc.assert(
      fc.property(aLife, (events) => {
        const { actor, port } = live();
        for (const event of events) if (actor.getSnapshot().status === 'active') actor.send(event);
        const kinds = port.commands.map(({ type }) => type);
        const fenced = kinds.indexOf('FENCE');
        expect(fenced === -1 || !kinds.includes('ACCEPT', fenced)).toBe(true);
        actor.stop();
      }),
      { numRuns: 300 },
    );
  });

  test('is fenced in every life that ended after it was ready', () => {
    fc.assert(
      fc.property(aLife, (events) => {
        const { actor, port } = live();
        for (const event of events) if (actor.getSnapshot().status === 'active') actor.send(event);
        const readied = port.commands.some(({ type }) => type === 'ACCEPT');
        if (readied && actor.getSnapshot().status === 'done') expect(port.fences).toBeGreaterThan(0);
        actor.stop();
      }),
      { numRuns: 300 },
    );
  });
});
