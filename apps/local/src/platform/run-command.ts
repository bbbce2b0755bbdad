import { spawn } from 'node:child_process';

export interface CommandEnd {
  readonly code: number | null;
  /** What it wrote to standard error; at most the last 16 KiB. Empty when it wrote to the terminal itself. */
  readonly said: string;
}

const SAID_KEPT = 16 * 1024;

/**
 * Runs a Node script to its end. `show` lets it write to our terminal (a command that shows its progress).
 * An abort ends it by SIGTERM.
 */
export function runCommand(script: string, env: NodeJS.ProcessEnv, options: { show: boolean; signal: AbortSignal; args?: readonly string[] }): Promise<CommandEnd> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--enable-source-maps', script, ...(options.args ?? [])], {
      env,
      stdio: ['ignore', options.show ? 'inherit' : 'ignore', options.show ? 'inherit' : 'pipe'],
      detached: true,
    });
    const stop = (): void => void child.kill('SIGTERM');
    options.signal.addEventListener('abort', stop, { once: true });
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      said = (said + chunk).slice(-SAID_KEPT);
    });
    child.once('error', reject);
    child.once('close', (code) => {
      options.signal.removeEventListener('abort', stop);
      resolve({ code, said });
    });
  });
}
