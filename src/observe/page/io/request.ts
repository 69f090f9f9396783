/** The page's other questions to its server: an actor's details, an export, and what the reader wants done. */
import type { ActorDetail, CommandDone, CommandRefused, ObserverCommand } from '../../feed/types.ts';

export async function fetchDetail(token: string, key: string, signal: AbortSignal): Promise<ActorDetail | undefined> {
  const response = await fetch(`api/actor?key=${encodeURIComponent(key)}`, { headers: bearer(token), signal });
  return response.ok ? ((await response.json()) as ActorDetail) : undefined;
}

export async function fetchExport(token: string): Promise<Blob> {
  const response = await fetch('api/export', { headers: bearer(token) });
  if (!response.ok) throw new Error(`The export failed: the server answered ${response.status}.`);
  return response.blob();
}

/** @returns what was done, or why not, as a sentence. */
export async function act(token: string, command: ObserverCommand): Promise<{ readonly ok: boolean; says: string }> {
  const response = await fetch('api/act', {
    method: 'POST',
    headers: { ...bearer(token), 'Content-Type': 'application/json' },
    body: JSON.stringify(command),
  });
  const answer = (await response.json()) as CommandDone | CommandRefused;
  return 'done' in answer ? { ok: true, says: answer.done } : { ok: false, says: answer.message };
}

const bearer = (token: string): Record<string, string> => ({ Authorization: `Bearer ${token}` });
