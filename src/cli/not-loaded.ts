/** The adapter never came up: the crash of its only worker is the reason. */
import { VivariumError } from '../model/errors.ts';
import type { CrashReport } from '../pool/crash-report.ts';

export class NotLoaded extends VivariumError {
  constructor(crash: CrashReport) {
    const { python, ...facts } = crash;
    const { message, explanation } = facts;
    const ended = explanation === '' || message.includes(explanation) ? message : `${message} (${explanation})`;
    super('VIV_START_FAILED', python === undefined ? ended : said(python.type, python.message), {
      ...facts,
      ...python,
    });
  }
}

/** The worker's own words about a missing adapter need no type in front. */
const said = (type: string, message: string): string =>
  type === 'AdapterNotFound' ? message : `the adapter could not be loaded: ${type}: ${message}`;
