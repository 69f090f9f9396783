/** The files that deploy the example: the system's own checkers where there are any, and that they speak of files that exist. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'examples/09-service');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const works = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0;

test('docker compose reads compose.yaml', ({ skip }) => {
  skip(!works('docker', 'compose', 'version'), 'there is no docker compose here');
  const { status, stderr } = spawnSync('docker', ['compose', '-f', join(folder, 'compose.yaml'), 'config', '--quiet']);
  expect({ status, stderr: String(stderr) }).toEqual({ status: 0, stderr: '' });
});

test('hadolint has nothing to say of the Dockerfile', ({ skip }) => {
  skip(!works('hadolint', '--version'), 'there is no hadolint here');
  expect(String(spawnSync('hadolint', [join(folder, 'Dockerfile')]).stdout)).toBe('');
});

test('systemd understands each line of the unit', ({ skip }) => {
  skip(!works('systemd-analyze', '--version'), 'there is no systemd-analyze here');
  const { stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', join(folder, 'shop.service')]);
  expect(String(stderr)).not.toMatch(/shop\.service:\d+: /);
});

test('what the Dockerfile copies from the clone is there, and the program it starts is one of the example', () => {
  const copied = [...read('Dockerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, what = '']) =>
    what.split(' '),
  );
  expect(copied.length).toBeGreaterThan(4);
  expect(copied.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  const [, program = ''] = /CMD \["node", "dist\/(.*)\.js"\]\n$/.exec(read('Dockerfile')) ?? [];
  expect(existsSync(join(root, `${program}.ts`))).toBe(true);
  expect(read('shop.service')).toContain(`dist/${program}.js`);
});

test('what the Dockerfile installs for the program is all that it imports', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vivarium-image-'));
  try {
    for (const name of ['package.json', 'package-lock.json']) copyFileSync(join(root, name), join(folder, name));
    const [, install = ''] = /^RUN (npm pkg .*?[^\\])$/ms.exec(read('Dockerfile')) ?? [];
    const { status, stderr } = spawnSync('sh', ['-c', `${install} --prefer-offline`], { cwd: folder });
    expect({ status, stderr: String(stderr) }).toMatchObject({ status: 0 });
    const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    expect(Object.keys(dependencies)).toContain('fastify');
    const installed = (name: string): boolean => existsSync(join(folder, 'node_modules', name, 'package.json'));
    expect(Object.keys(dependencies).filter((name) => !installed(name))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);

test('the image has the versions of Fastify that the example is tested with', () => {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const [, name = '', version] of read('Dockerfile').matchAll(/(?<= )((?:@fastify\/)?[a-z]+)@(\d[\d.]+)/g))
    expect([name, version]).toEqual([name, devDependencies[name]]);
  expect(read('Dockerfile')).toContain('fastify@');
});

test('who stops it waits longer than open requests may take', () => {
  const [, grace = ''] = /GRACE_MS = ([\d_]+)/.exec(read('hooks.ts')) ?? [];
  const patience = [
    /stop_grace_period: (\d+)s/.exec(read('compose.yaml')),
    /TimeoutStopSec=(\d+)/.exec(read('shop.service')),
  ];
  for (const found of patience) expect(Number(found?.[1]) * 1_000).toBeGreaterThan(Number(grace.replace('_', '')));
});
