/** Numbers as people read them, in few characters and of even width. */
import type { Ms } from '../../../model/clock.ts';

const GROUPED = new Intl.NumberFormat('en');

export const count = (value: number): string => GROUPED.format(value);

/** `0.42 ms`, `12 ms`, `1.50 s`, `3 m 20 s`, `2 h 5 m` */
export function span(ms: Ms): string {
  if (ms < 10) return `${ms.toFixed(ms < 1 ? 2 : 1)} ms`;
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(ms < 10_000 ? 2 : 1)} s`;
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 60) return `${minutes} m ${Math.floor((ms % 60_000) / 1_000)} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} m` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** `84.2 MB` */
export function bytes(value: number): string {
  const units = ['B', 'KB', 'MB', 'GB'];
  let [amount, unit] = [value, 0];
  while (amount >= 1_000 && unit < units.length - 1) {
    amount /= 1_024;
    unit += 1;
  }
  return `${amount.toFixed(unit === 0 || amount >= 100 ? 0 : 1)} ${units[unit]}`;
}

/** `14:03:09.214`, of the reader's day. */
export function timeOfDay(wall: Ms): string {
  const date = new Date(wall);
  const two = (value: number): string => String(value).padStart(2, '0');
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  return `${time}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}
