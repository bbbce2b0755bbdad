/**
 * `pnpm dev`: the whole stack with hot reload. Vite serves the screens on PORT (4310) and passes /v1 on; a change
 * to the source of a process is compiled on its own and that process restarted.
 */
import { fork } from 'node:child_process';
import { watch } from 'node:fs';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { buildWorkspaces } from '@countersign/tooling/build-workspaces';
import { repository, useProjectNode } from '@countersign/tooling/project-node';

const SETTLE_MS = 150;
const ends = [];

async function startVite(port, apiPort) {
  const web = join(repository, 'apps/web');
  process.env.COUNTERSIGN_API = `http://127.0.0.1:${apiPort}`;
  const { createServer } = await import(pathToFileURL(createRequire(join(web, 'package.json')).resolve('vite')));
  const server = await createServer({ root: web, server: { port, strictPort: true, host: '127.0.0.1' } });
  await server.listen();
  return server;
}

function startSupervisor(port, apiPort) {
  const main = fileURLToPath(new URL('dist/app/main.js', import.meta.url));
  const env = { ...process.env, PORT: String(port), API_PORT: String(apiPort), COUNTERSIGN_URL: `http://127.0.0.1:${port}`, NODE_ENV: 'development' };
  return fork(main, [], { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}

/** Which processes run the file, and so must be restarted; undefined when none can be. */
function whoRuns(workspace, path) {
  if (workspace === 'apps/api') return ['api'];
  if (workspace === 'apps/worker') return ['worker'];
  if (workspace === 'apps/local') return path.startsWith('receiver/') ? ['receiver'] : undefined;
  return ['api', 'worker'];
}

async function compile(swc, workspace, path) {
  const source = join(repository, workspace, 'src', path);
  const target = join(repository, workspace, 'dist', path.replace(/\.ts$/, '.js'));
  if ((await stat(source).catch(() => undefined)) === undefined) {
    await rm(target, { force: true });
    return;
  }
  const { code, map } = await swc.transformFile(source, { configFile: join(repository, '.swcrc'), sourceFileName: source });
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, code);
  if (map !== undefined) await writeFile(`${target}.map`, map);
}

async function watchedWorkspaces() {
  const packages = await readdir(join(repository, 'packages'));
  const built = ['client', 'tooling', 'testing', 'postgres'];
  return ['apps/api', 'apps/worker', 'apps/local', ...packages.filter((name) => !built.includes(name)).map((name) => `packages/${name}`)];
}

/** Collects changes until they settle, compiles them, and has those restarted who run them. */
function makeReloader(swc, supervisor) {
  const changed = new Map();
  let timer;
  async function reload() {
    const files = [...changed.values()];
    changed.clear();
    const restart = new Set();
    try {
      for (const { workspace, path } of files) {
        await compile(swc, workspace, path);
        const names = whoRuns(workspace, path);
        if (names === undefined) console.log(`${workspace}/src/${path} changed: restart pnpm dev to see it.`);
        for (const name of names ?? []) restart.add(name);
      }
    } catch (error) {
      // What follows is the compiler's own stack.
      console.error(String(error.message ?? error).split(/\n+Caused by:/)[0]);
      return;
    }
    if (restart.size > 0 && supervisor.connected) supervisor.send({ restart: [...restart] });
  }
  return (workspace, path) => {
    if (path === null || !/\.ts$/.test(path) || /\.(spec|e2e|d)\.ts$/.test(path)) return;
    changed.set(`${workspace}/${path}`, { workspace, path });
    clearTimeout(timer);
    timer = setTimeout(() => void reload(), SETTLE_MS);
  };
}

async function end(code) {
  for (const close of ends.splice(0)) await close();
  process.exit(code);
}

async function dev() {
  console.log('Building what changed…');
  const { ok, output } = await buildWorkspaces({ without: ['@countersign/web'] });
  if (!ok) {
    console.error(output);
    process.exit(1);
  }
  const { pickFreePort } = await import('@countersign/postgres');
  const swc = await import('@swc/core');
  const port = Number(process.env.PORT || 4310);
  const apiPort = await pickFreePort();
  const vite = await startVite(port, apiPort);
  ends.push(() => vite.close());
  const supervisor = startSupervisor(port, apiPort);
  const over = new Promise((resolve) => supervisor.once('exit', (code) => resolve(code ?? 1)));
  process.on('SIGINT', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => supervisor.kill(signal));
  if (process.channel !== undefined && process.channel !== null) process.once('disconnect', () => supervisor.kill('SIGTERM'));
  const reload = makeReloader(swc, supervisor);
  for (const workspace of await watchedWorkspaces()) {
    const watcher = watch(join(repository, workspace, 'src'), { recursive: true }, (_, path) => reload(workspace, path));
    ends.push(() => watcher.close());
  }
  await end(await over);
}

if (await useProjectNode()) {
  await dev().catch((error) => {
    console.error(error.code === 'ERR_SERVER_ALREADY_LISTEN' || /already in use/.test(error.message) ? `Port ${process.env.PORT || 4310} is taken by another program. Stop it, or choose another port: PORT=4320 pnpm dev.` : error);
    return end(1);
  });
}
