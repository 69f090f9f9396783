/** What an agent is made of: its desk, its numbers, its place in the tree, and what it makes of the lives of its processes. */
import type { AgentCrash } from '../../machines/agent.ts';
import { type AnyActorRef, type ChildSpec, formatExit, type LifecycleEvent } from '../kernel/index.ts';
import { AgentUnavailable } from '../model/agent-errors.ts';
import type { Ms } from '../model/clock.ts';
import { VivariumError } from '../model/errors.ts';
import type { Workshop } from '../worker/incarnation.ts';
import { Desk } from './desk.ts';
import type { LifeOwner } from './life.ts';
import { Memory, type Notebook } from './memory.ts';
import type { AgentLine, AgentNotice } from './notice.ts';
import { lastWords, readRecord } from './output.ts';
import type { Place } from './place.ts';
import { Readiness } from './readiness.ts';
import type { AgentSettings } from './settings.ts';
import { Tally } from './tally.ts';
import { agentTree } from './tree.ts';

export interface CoreParts {
  readonly settings: AgentSettings;
  readonly workshop: Workshop;
  readonly tell: (event: AgentNotice) => void;
  /** The session of that id, for conversations. */
  readonly notebook: (session: string) => Notebook;
  /** Where agents find host tools. */
  readonly hostAddress: () => string | undefined;
  /** Its supervisor runs: it can be found in its groups. */
  readonly begun: (ref: AnyActorRef) => void;
}

export class AgentCore implements LifeOwner {
  readonly settings: AgentSettings;
  readonly workshop: Workshop;
  readonly desk: Desk;
  readonly tally = new Tally();
  readonly readiness: Readiness;
  readonly tell: (event: AgentNotice) => void;
  readonly #parts: CoreParts;
  readonly #lives = new Map<string, number>();
  #ref: (() => AnyActorRef) | undefined;
  #tasks: (() => AnyActorRef) | undefined;
  #lastCrash: AgentCrash | undefined;
  #stopBy: Ms = 0;

  constructor(parts: CoreParts) {
    this.#parts = parts;
    this.settings = parts.settings;
    this.workshop = parts.workshop;
    this.tell = parts.tell;
    this.desk = new Desk(parts.settings);
    this.readiness = new Readiness(parts.settings.size);
  }

  get name(): string {
    return this.settings.name;
  }

  /** Its supervisor, while it runs. */
  get ref(): AnyActorRef | undefined {
    return this.#ref?.();
  }

  /** The supervisor of its questions. @throws AgentUnavailable while it does not run. */
  get tasks(): AnyActorRef {
    if (this.#tasks === undefined) throw this.notRunning();
    return this.#tasks();
  }

  /** Of its conversation in that session. */
  memory(session: string): Memory {
    return new Memory(this.#parts.notebook(session), this.name);
  }

  child(python: string): ChildSpec {
    return agentTree({
      workshop: this.workshop,
      settings: this.settings,
      python,
      owner: this,
      lives: this.#lives,
      begun: (life) => {
        this.#ref = () => life.self();
        this.readiness.starting();
        this.desk.open();
      },
      tasksBegun: (life) => {
        this.#tasks = () => life.self();
      },
    });
  }

  /** No more questions; those in flight have until then. */
  stopping(graceMs: Ms): void {
    this.#stopBy = this.workshop.clock.now() + graceMs;
    const refusal = this.notRunning();
    this.readiness.stopping(refusal);
    this.desk.close(refusal);
  }

  stopped(): void {
    this.#ref = undefined;
    this.#tasks = undefined;
    this.readiness.stopped();
    this.tell({ type: 'stopped', agent: this.name });
  }

  notRunning(): AgentUnavailable {
    return new AgentUnavailable(this.name, 'stopped', 'is not running');
  }

  accepting(place: Place): void {
    this.desk.accepting(place);
    this.tell({ type: 'ready', agent: this.name, ...place.life, port: place.port });
    this.readiness.ready(this.desk.places.size);
  }

  fenced(place: Place, message: string): void {
    this.desk.fenced(place, message);
    this.readiness.ready(this.desk.places.size);
  }

  printed(process: string, incarnation: number, stream: AgentLine['stream'], line: string): void {
    const printed: AgentLine = { process, incarnation, stream, line };
    const record = readRecord(printed);
    if (record !== undefined) this.tell({ type: 'log', agent: this.name, ...record });
    else if (line !== '') this.tell({ type: 'output', agent: this.name, ...printed });
  }

  hostAddress(): string | undefined {
    return this.settings.tools ? this.#parts.hostAddress() : undefined;
  }

  graceMs(): Ms {
    return Math.max(0, this.#stopBy - this.workshop.clock.now());
  }

  /** Something happened to its supervisor or to one of its processes. */
  lifecycle({ type, id, reason, restart }: LifecycleEvent): void {
    const own = id === `agent:${this.name}`;
    if (own && type === 'started' && this.ref !== undefined) this.#parts.begun(this.ref);
    else if (type === 'escalated') this.#failed();
    else if (own && type === 'exit' && this.readiness.status !== 'failed') this.#failed();
    else if (!own && type === 'exit' && typeof reason === 'object') this.#crashed(reason.error as AgentCrash);
    else if (!own && type === 'restarting' && restart !== undefined) {
      const { attempt, delayMs } = restart;
      this.tell({ type: 'restarting', agent: this.name, process: id, attempt, delayMs });
    } else if (own && type === 'start_failed' && reason !== undefined)
      this.readiness.failed(new Error(formatExit(reason)));
  }

  /** A first start that fails is told to whoever waits for it. */
  #crashed(crash: AgentCrash): void {
    const message = inWords(crash);
    this.#lastCrash = crash;
    this.tally.crashed();
    this.tell({ type: 'crash', agent: this.name, message, crash });
    const facts = { ...crash, agent: this.name, process: crash.agent };
    const error = new VivariumError('VIV_START_FAILED', `agent ${this.name} did not start: ${message}`, facts);
    this.readiness.crashed(error);
  }

  #failed(): void {
    if (this.readiness.isStopping) return;
    const last = this.#lastCrash;
    const words = last === undefined ? '' : `; the last crash: ${inWords(last)}`;
    const error = new AgentUnavailable(this.name, 'failed', `gave up after too many restarts${words}`, last);
    this.readiness.failed(error);
    this.desk.close(error);
    this.tell({ type: 'failed', agent: this.name, error });
  }
}

/** `exited with code 78 (…): ModuleNotFoundError: No module named 'writer'` */
function inWords({ cause, exit }: AgentCrash): string {
  const how = cause.message ?? exit?.explanation ?? cause.why;
  const words = lastWords(exit?.stderrTail ?? '');
  return words === '' ? how : `${how}: ${words}`;
}
