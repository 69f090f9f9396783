/** The kernel does what Erlang/OTP did, trace by trace. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkScenario, readScenario, runScenario, scenariosIn } from '../../src/testing/conformance/index.ts';

const here = import.meta.dirname;
const folder = resolve(process.env['VIVARIUM_OTP'] ?? resolve(here, '../../../shared/otp/scenarios'));

if (existsSync(folder)) {
  describe(`the scenarios of ${folder}`, () => {
    const names = scenariosIn(folder);
    it('are there', () => expect(names.length).toBeGreaterThan(0));
    it.each(names)('%s', (name) => expect(checkScenario(folder, name)).toBeNull());
    it('give the same trace each time', () => {
      const scenario = readScenario(folder, names[0] as string);
      expect(runScenario(scenario)).toEqual(runScenario(scenario));
    });
  });
} else {
  it.skip(`the OTP scenarios: no folder ${folder}; set VIVARIUM_OTP to where they are`, () => undefined);
}
