/** OTP's words for what the kernel refuses, and OTP's units where the kernel takes more than those. */
import { BadConfig } from '../../model/errors.ts';

/** A spec the kernel refuses: OTP's word for why. */
export class Refusal extends Error {}

const FLAGS = ['invalid_strategy', 'invalid_intensity', 'invalid_period', 'invalid_auto_shutdown'];

/** By the field the kernel names. Passes on what is no refusal. */
export function refusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (!(error instanceof BadConfig)) throw error;
  const field = String(error.facts['field']);
  const words: Record<string, string> = {
    strategy: 'invalid_strategy',
    intensity: 'invalid_intensity',
    period: 'invalid_period',
    autoShutdown: 'invalid_auto_shutdown',
    restart: 'invalid_restart_type',
    shutdown: 'invalid_shutdown',
    type: 'invalid_child_type',
    significant: String(error.facts['expected']).startsWith('false') ? 'bad_combination' : 'invalid_significant',
    id: 'duplicate_child_name',
  };
  const word = words[field.slice(field.lastIndexOf('.') + 1)];
  if (word === undefined) throw error;
  return new Refusal(word);
}

/** Why a supervisor does not start: bad flags, or a bad child in its list. */
export function startReason({ message }: Refusal): string {
  return FLAGS.includes(message) ? `supervisor_data:${message}` : `start_spec:${message}`;
}

/** A period: OTP takes whole seconds. */
export function seconds(period: unknown): number {
  return typeof period === 'number' && Number.isInteger(period) ? period * 1_000 : Number.NaN;
}

/** A shutdown: OTP takes whole milliseconds and two words. */
export function wholeMs(shutdown: unknown): unknown {
  if (shutdown === 'infinity' || shutdown === 'brutal_kill' || Number.isInteger(shutdown)) return shutdown;
  return Number.NaN;
}
