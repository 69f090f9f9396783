/** ELK's layout behind one function: its worker's messages, the same for a browser's Worker and for the one that Node loads. */

/** A node of ELK's graph, as far as charts need it; coordinates are there after the layout. */
export interface ElkNode {
  readonly id: string;
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly layoutOptions?: Readonly<Record<string, string>>;
  readonly children?: readonly ElkNode[];
  readonly edges?: readonly ElkEdge[];
}

export interface ElkEdge {
  readonly id: string;
  readonly sources: readonly string[];
  readonly targets: readonly string[];
  readonly labels?: readonly ElkLabel[];
  readonly sections?: readonly ElkSection[];
}

export interface ElkLabel {
  readonly text: string;
  readonly width: number;
  readonly height: number;
  readonly x?: number;
  readonly y?: number;
}

export interface ElkSection {
  readonly startPoint: ElkPoint;
  readonly endPoint: ElkPoint;
  readonly bendPoints?: readonly ElkPoint[];
}

export interface ElkPoint {
  readonly x: number;
  readonly y: number;
}

/** Places everything in a graph. Rejects with what ELK refused. */
export type Layout = (graph: ElkNode) => Promise<ElkNode>;

/** What both kinds of worker have. */
export interface ElkWorker {
  postMessage(message: object): void;
  onmessage: ((event: { readonly data: ElkAnswer }) => void) | null;
}

interface ElkAnswer {
  readonly id: number;
  readonly data?: ElkNode;
  readonly error?: { readonly message?: string };
}

interface Waiting {
  readonly resolve: (graph: ElkNode) => void;
  readonly reject: (error: Error) => void;
}

/** One layout per worker: requests are numbered, for answers may overtake each other. */
export function elkLayout(worker: ElkWorker): Layout {
  const waiting = new Map<number, Waiting>();
  worker.onmessage = ({ data: { id, data, error } }) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (data !== undefined) asked?.resolve(data);
    else asked?.reject(new Error(`ELK could not lay the chart out: ${error?.message ?? 'no reason given'}`));
  };
  worker.postMessage({ id: 0, cmd: 'register', algorithms: ['layered'] });
  let last = 0;
  return (graph) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      worker.postMessage({ id: last, cmd: 'layout', graph, layoutOptions: {}, options: {} });
    });
}
