/** The kernel does what Erlang/OTP did, trace by trace: on the scenarios kept here, and on those given by the issue. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkScenario, readScenario, runScenario, scenariosIn } from '../../src/testing/conformance/index.ts';

const here = import.meta.dirname;
const kept = resolve(here, 'scenarios');
const given = resolve(process.env['VIVARIUM_OTP'] ?? resolve(here, '../../../shared/otp/scenarios'));

describe.each([
  ['kept here, recorded from Erlang/OTP 25.2.3', kept],
  [`given in ${given}`, given],
])('the scenarios %s', (_, folder) => {
  if (!existsSync(folder)) return it.skip(`no folder ${folder}; set VIVARIUM_OTP to where they are`, () => undefined);
  const names = scenariosIn(folder);
  it('are there', () => expect(names.length).toBeGreaterThan(0));
  it.each(names)('%s', (name) => expect(checkScenario(folder, name)).toBeNull());
  it('give the same trace each time', () => {
    const scenario = readScenario(folder, names[0] as string);
    expect(runScenario(scenario)).toEqual(runScenario(scenario));
  });
});
