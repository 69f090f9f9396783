/** ELK in Node: the worker that lies beside the page's bundle, run in this thread when a chart is first asked for. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pageHome } from '../page-home.ts';
import { type ElkWorker, elkLayout, type Layout } from './elk.ts';

interface ElkModule {
  readonly Worker: new () => ElkWorker;
}

/** @throws when the package was built without its page. */
export function nodeLayout(): Layout {
  const { Worker } = createRequire(import.meta.url)(join(pageHome(), 'elk-worker.min.js')) as ElkModule;
  return elkLayout(new Worker());
}
