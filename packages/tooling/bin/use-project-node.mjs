/**
 * The bootstrap runs on whatever Node the machine has; everything after it runs on the project's own, which is
 * installed among the packages.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const OLDEST_MAJOR = 24;

export const repository = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');
const projectNode = `${repository}/node_modules/.bin/node`;

/** The environment for the tools of the project: its own programs first, and no telemetry. */
export function toolEnvironment() {
  return {
    ...process.env,
    PATH: `${repository}/node_modules/.bin:${process.env.PATH ?? ''}`,
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
    DO_NOT_TRACK: '1',
  };
}

/**
 * Resolves to true when this is the project's Node or a newer one. Else it runs the same script under the
 * project's Node, passes signals on, ends with its exit code, and resolves to false.
 */
export async function useProjectNode() {
  if (Number(process.versions.node.split('.')[0]) >= OLDEST_MAJOR) return true;
  if (!existsSync(projectNode)) {
    console.error(`This needs Node ${OLDEST_MAJOR}, and only ${process.versions.node} was found. Run npm run bootstrap, which brings it on Linux; elsewhere install Node ${OLDEST_MAJOR}.`);
    process.exitCode = 1;
    return false;
  }
  const [, script = '', ...options] = process.argv;
  // The channel closes when we are killed, and tells the other to end.
  const child = spawn(projectNode, [script, ...options], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env: toolEnvironment() });
  // Ctrl-C reaches both of us; whoever is told alone passes it on.
  process.on('SIGINT', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
  return false;
}
