/** `npm run generate [-- --check]`: code made of proto/, for both sides. With --check nothing is written; a difference fails. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare, root } from './prepare.mjs';
import { run } from './run.mjs';

const OUTPUTS = [
  'src/bridge/generated/bridge.js',
  'src/bridge/generated/bridge.d.ts',
  'python/vivarium_worker/proto/bridge_pb2.py',
  'python/vivarium_worker/proto/bridge_pb2.pyi',
];

const python = await prepare('dev');
const made = mkdtempSync(join(tmpdir(), 'vivarium-generate-'));
try {
  process.exitCode = await generate();
} finally {
  rmSync(made, { recursive: true, force: true });
}

async function generate() {
  for (const path of OUTPUTS) mkdirSync(join(made, path, '..'), { recursive: true });
  const proto = join(root, 'proto', 'vivarium', 'v1', 'bridge.proto');
  const pbjs = join(root, 'node_modules', 'protobufjs-cli', 'bin', 'pbjs');
  const flags = ['--no-verify', '--no-delimited', '--no-typeurl', '--no-service', '--force-number'];
  const target = ['-t', 'static-module', '-w', 'esm', '--dts', '-r', 'vivarium', '-o', join(made, OUTPUTS[0])];
  let code = await run(process.execPath, [pbjs, ...target, ...flags, proto]);
  if (code !== 0) return code;
  // protoc names the Python module after the path it is given: the package's own.
  const sources = join(made, 'sources');
  const source = join(sources, 'vivarium_worker', 'proto', 'bridge.proto');
  cpSync(proto, source, { recursive: true });
  const out = join(made, 'python');
  code = await run(python, [
    '-m',
    'grpc_tools.protoc',
    `-I${sources}`,
    `--python_out=${out}`,
    `--pyi_out=${out}`,
    source,
  ]);
  if (code !== 0) return code;
  return process.argv.includes('--check') ? compare() : write();
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
