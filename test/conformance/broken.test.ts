/** A supervisor that breaks one of OTP's rules does not pass: the recorded scenarios have teeth. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Flags } from '../../src/kernel/decide/state.ts';
import { checkScenario, scenariosIn } from '../../src/testing/conformance/index.ts';

const rules = vi.hoisted(() => ({ bend: (flags: Flags): Flags => flags }));

vi.mock('../../src/kernel/decide/state.ts', async (original) => {
  const real = await original<typeof import('../../src/kernel/decide/state.ts')>();
  const initialState: typeof real.initialState = (flags, specs) => real.initialState(rules.bend(flags), specs);
  return { ...real, initialState };
});

afterEach(() => {
  rules.bend = (flags) => flags;
});

const folder = resolve(process.env['VIVARIUM_OTP'] ?? resolve(import.meta.dirname, '../../../shared/otp/scenarios'));
const failing = (): string[] => scenariosIn(folder).filter((name) => checkScenario(folder, name) !== null);

describe.skipIf(!existsSync(folder))('against the recorded scenarios', () => {
  test('the rules as they are pass', () => expect(failing()).toEqual([]));

  test.each<[string, Partial<Flags>, string]>([
    ['restarts one child where all must be', { strategy: 'one_for_one' }, '033-ofa-basic'],
    ['restarts all where the later ones must be', { strategy: 'one_for_all' }, '049-rfo-basic'],
    ['never gives up', { intensity: 100 }, '006-ofo-intensity-exceeded'],
    ['lives on without its significant children', { autoShutdown: 'never' }, '127-auto-all'],
  ])('a supervisor that %s fails', (_, broken, scenario) => {
    rules.bend = (flags) => (flags.strategy === 'simple_one_for_one' ? flags : { ...flags, ...broken });
    expect(failing()).toContain(scenario);
  });
});
