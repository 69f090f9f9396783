/** ELK in the browser: loaded when a chart is first shown, in a worker of its own; from a file, where workers may not start, in the page. */
import { type Drawing, drawChart } from '../../chart/draw.ts';
import { type ElkWorker, elkLayout, type Layout } from '../../chart/elk.ts';
import type { Chart } from '../../chart/types.ts';

const SCRIPT = 'elk-worker.min.js';

interface ScriptExports {
  Worker?: new () => ElkWorker;
}

/** ELK's script leaves its class where CommonJS would look for it. */
interface ScriptScope {
  module?: { exports: ScriptExports };
  exports?: ScriptExports;
}

let layout: Promise<Layout> | undefined;
const drawings = new Map<string, Promise<Drawing>>();

/** Drawn once for each machine. */
export function drawing(chart: Chart): Promise<Drawing> {
  const key = JSON.stringify(chart);
  const known = drawings.get(key);
  if (known !== undefined) return known;
  layout ??= load();
  const made = layout.then((lay) => drawChart(chart, lay));
  drawings.set(key, made);
  return made;
}

async function load(): Promise<Layout> {
  if (location.protocol !== 'file:') return elkLayout(new Worker(SCRIPT) as ElkWorker);
  const scope = globalThis as ScriptScope;
  scope.exports = {};
  scope.module = { exports: scope.exports };
  await new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = SCRIPT;
    script.onload = resolve;
    script.onerror = () => reject(new Error(`${SCRIPT} is not beside this page`));
    document.head.append(script);
  });
  const Found = scope.module.exports.Worker;
  if (Found === undefined) throw new Error(`${SCRIPT} is not ELK's worker`);
  return elkLayout(new Found());
}
