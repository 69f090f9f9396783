/** How each block of the page about adapters becomes an adapter: what stands before it, around it, and after it. */
import { indent } from './blocks.ts';

interface Frame {
  readonly index: number;
  readonly about: string;
  /** The block's code → the file of the adapter. */
  readonly adapter: (code: string) => string;
}

const BASE = 'from snakepit_bridge.base_adapter import BaseAdapter, StreamChunk, tool\n';
const SAFE = 'from snakepit_bridge.base_adapter_threaded import ThreadSafeAdapter, thread_safe_method\n';
const TIME = 'import time\nimport numpy as np\n';
/** A model that says how often it was loaded, and what it was asked. */
const MODEL = `
class Model:
    loaded = 0
    asked = 0

    def __init__(self, name):
        self.name = name
        Model.loaded += 1

    def predict(self, features):
        Model.asked += 1
        return np.asarray([2.0 * float(each) for each in features]) if not isinstance(features, str) else features.upper()

def load_model(name):
    return Model(name)
`;

/** Methods of an adapter, which the page shows without their class. */
const methods =
  (base: string, before = '') =>
  (code: string): string =>
    `${BASE}${SAFE}${TIME}${MODEL}\nclass Shown(${base}):\n${indent(before, 4)}\n${indent(code, 4)}`;

/** Statements of a tool, which the page shows without it. */
const statements =
  (base: string, head: string, returned: string, before = '') =>
  (code: string): string =>
    methods(base, before)(`@tool\n${head}\n${indent(code, 4)}\n    return ${returned}\n`);

/** A whole class, which gets the tools that look into it. */
const extended =
  (name: string, tools: string) =>
  (code: string): string =>
    `${BASE}${SAFE}${TIME}${MODEL}\n${code}\n\nclass Shown(${name}):\n${indent(tools, 4)}`;

const LOCKED = `
def __init__(self):
    super().__init__()
    self.shared_counter = 0
    self.shared_list = []
`;
const PREDICTING = `
def __init__(self):
    super().__init__()
    self.model = load_model("shared")
    self.request_log = []

@tool
def log(self) -> list:
    return [Model.asked, self.request_log]
`;

export const FRAMES: readonly Frame[] = [
  {
    index: 0,
    about: 'an adapter is given its session',
    adapter: (code) =>
      `${code}\n\nclass Shown(MyAdapter):\n    @tool\n    def whose(self) -> str:\n        return self.session_context.session_id\n`,
  },
  { index: 1, about: 'tools are marked', adapter: (code) => `${BASE}${code}` },
  {
    index: 2,
    about: 'an instance per request, and a cache beside it',
    adapter: extended('MLAdapter', '@tool\ndef model_of(self) -> list:\n    return [self.model.name, Model.loaded]\n'),
  },
  { index: 3, about: 'session and metadata', adapter: methods('BaseAdapter') },
  { index: 4, about: 'a host tool with options', adapter: methods('BaseAdapter') },
  {
    index: 5,
    about: 'the host tools by name',
    adapter: statements(
      'BaseAdapter',
      'def listed(self) -> dict:',
      '{name: [each["name"], each["parameters"]] for name, each in available_tools.items()}',
    ),
  },
  { index: 6, about: 'a stream of chunks', adapter: methods('BaseAdapter') },
  { index: 7, about: 'progress', adapter: methods('BaseAdapter') },
  { index: 8, about: 'a large data set', adapter: methods('BaseAdapter') },
  {
    index: 9,
    about: 'one instance for all threads',
    adapter: extended(
      'ConcurrentMLAdapter',
      '@tool\ndef note(self, what: str) -> list:\n    self.request_log.append(what)\n    return [Model.loaded, self.request_log]\n',
    ),
  },
  { index: 10, about: 'a thread-safe method', adapter: methods('ThreadSafeAdapter', PREDICTING) },
  {
    index: 11,
    about: 'storage of a thread',
    adapter: statements(
      'ThreadSafeAdapter',
      'def stored(self) -> list:\n    updated = {"a": 1}',
      '[cache, self.get_thread_local("my_cache")]',
    ),
  },
  {
    index: 12,
    about: 'a lock',
    adapter: statements(
      'ThreadSafeAdapter',
      'def add(self, item: str) -> list:',
      '[self.shared_counter, self.shared_list]',
      LOCKED,
    ),
  },
  {
    index: 13,
    about: 'validation in the host',
    adapter: methods('BaseAdapter', 'def process_data(self, data):\n    return sorted(data)\n'),
  },
  {
    index: 14,
    about: 'a pipeline over both sides',
    adapter: extended('MLPipelineAdapter', 'model = load_model("pipeline")\n'),
  },
  {
    index: 15,
    about: 'the complete adapter',
    adapter: (code) =>
      `${TIME}${MODEL}\n${code}\n\nclass Shown(ExampleAdapter):\n    def load_model(self):\n        return load_model("example")\n\n    def process_data(self, data):\n        return len(data)\n`,
  },
];
