/** `npm run generate [-- --check]`: code made of proto/, for both sides. With --check nothing is written; a difference fails. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { writeDescriptors } from './descriptors.mjs';
import { prepare, root } from './prepare.mjs';
import { run } from './run.mjs';

const GENERATED = 'src/bridge/generated';
const LANE = ['vivarium/v1/bridge.proto'];
/** protoc names a Python module after its source: these are the top-level modules that the clients' scripts import. */
const SEEDS = ['snakepit_bridge.proto', 'dspex_bridge.proto'];
const STANDARD = ['grpc/health/v1/health.proto', 'grpc/reflection/v1/reflection.proto'];
const REFLECTED = [...SEEDS, ...STANDARD, 'grpc/reflection/v1alpha/reflection.proto'];

const OUTPUTS = [
  `${GENERATED}/bridge.js`,
  `${GENERATED}/bridge.d.ts`,
  `${GENERATED}/plane.js`,
  `${GENERATED}/plane.d.ts`,
  `${GENERATED}/descriptors.js`,
  `${GENERATED}/descriptors.d.ts`,
  'python/vivarium_worker/proto/bridge_pb2.py',
  'python/vivarium_worker/proto/bridge_pb2.pyi',
  ...SEEDS.map((proto) => proto.replace('.proto', '_pb2')).flatMap((name) => [
    `python/${name}.py`,
    `python/${name}.pyi`,
    `python/${name}_grpc.py`,
  ]),
];

const proto = join(root, 'proto');
const python = await prepare('dev');
const made = mkdtempSync(join(tmpdir(), 'vivarium-generate-'));
try {
  for (const path of OUTPUTS) mkdirSync(join(made, dirname(path)), { recursive: true });
  let code = 0;
  for (const step of [laneCodec, planeCodec, laneModule, seedModules, descriptors]) code ||= await step();
  process.exitCode = code || (process.argv.includes('--check') ? compare() : write());
} finally {
  rmSync(made, { recursive: true, force: true });
}

function laneCodec() {
  return codec(['--dts', '-r', 'vivarium', '-o', join(made, GENERATED, 'bridge.js')], LANE);
}

/** Types are made of the comments, which are half of the code: the code is made once more without. */
async function planeCodec() {
  const options = ['--no-convert', '-r', 'vivarium-plane', '-o', join(made, GENERATED, 'plane.js')];
  const sources = [...SEEDS, ...STANDARD];
  return (await codec(['--dts', ...options], sources)) || codec(['--no-comments', ...options], sources);
}

function codec(options, sources) {
  const pbjs = join(root, 'node_modules', 'protobufjs-cli', 'bin', 'pbjs');
  const flags = ['--no-verify', '--no-delimited', '--no-typeurl', '--no-service', '--force-number'];
  const target = ['-t', 'static-module', '-w', 'esm', ...flags, ...options];
  return run(process.execPath, [pbjs, ...target, ...sources.map((source) => join(proto, source))]);
}

/** The package's own module lies inside it, so its source is given the same path. */
function laneModule() {
  const sources = join(made, 'sources');
  const source = join(sources, 'vivarium_worker', 'proto', 'bridge.proto');
  cpSync(join(proto, LANE[0]), source, { recursive: true });
  return protoc(sources, [`--python_out=${join(made, 'python')}`, `--pyi_out=${join(made, 'python')}`, source]);
}

function seedModules() {
  const out = join(made, 'python');
  const outputs = ['python', 'pyi', 'grpc_python'].map((kind) => `--${kind}_out=${out}`);
  return protoc(proto, [...outputs, ...SEEDS.map((source) => join(proto, source))]);
}

async function descriptors() {
  const set = join(made, 'descriptors.bin');
  const sources = REFLECTED.map((source) => join(proto, source));
  const code = await protoc(proto, [`--descriptor_set_out=${set}`, '--include_imports', ...sources]);
  if (code === 0) writeDescriptors(readFileSync(set), join(made, GENERATED));
  return code;
}

function protoc(folder, args) {
  return run(python, ['-m', 'grpc_tools.protoc', `-I${folder}`, ...args]);
}

function write() {
  for (const path of OUTPUTS) cpSync(join(made, path), join(root, path));
  return 0;
}

function compare() {
  const old = OUTPUTS.filter(
    (path) => readFileSync(join(made, path), 'utf8') !== readFileSync(join(root, path), 'utf8'),
  );
  for (const path of old) process.stderr.write(`${path} does not fit proto/: run \`npm run generate\`\n`);
  return old.length === 0 ? 0 : 1;
}
