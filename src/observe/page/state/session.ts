/** One sitting: the token it begins with, the stream it follows, the file it shows instead. */
import { type Following, follow } from '../io/follow.ts';
import { readExport } from '../model/export.ts';
import { connection, may } from './connection.ts';
import { startTicking } from './now.ts';
import { takeDeltas, takeGap, takeSnapshot, takeWorld } from './store.ts';

const KEY = 'vivarium.token';
let following: Following | undefined;

/** The token comes in the address, once: it is kept for this tab and taken out of what may be copied. */
export function begin(): void {
  const given = /[#&]token=([^&]+)/.exec(location.hash)?.[1];
  if (given !== undefined) {
    sessionStorage.setItem(KEY, decodeURIComponent(given));
    history.replaceState(null, '', '#/tree');
  }
  startTicking();
  if (location.protocol === 'file:') connection.value = { is: 'refused', why: 'This page was opened from a file.' };
  else connectWith(token());
}

export const token = (): string => sessionStorage.getItem(KEY) ?? '';

export function connectWith(secret: string): void {
  sessionStorage.setItem(KEY, secret);
  following?.stop();
  following = follow(secret, {
    state: (next) => {
      connection.value = next;
    },
    hello: (hello) => {
      may.value = hello.may;
    },
    snapshot: takeSnapshot,
    deltas: takeDeltas,
    gap: ({ dropped }) => takeGap(dropped),
  });
}

/** @throws when the file is no export; what was shown stays. */
export async function showFile(file: File): Promise<void> {
  const world = readExport(await file.text());
  following?.stop();
  following = undefined;
  may.value = [];
  connection.value = { is: 'imported', file: file.name };
  takeWorld(world);
}

/** Back from a file to the stream. */
export const leaveFile = (): void => connectWith(token());
