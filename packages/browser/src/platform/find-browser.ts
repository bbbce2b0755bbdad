import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { madeOnce } from './made-once.js';

const ownBrowsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-stable', '/usr/bin/google-chrome'];

/** The program of the browser that the machine has, or else of the one inside an npm package, unpacked when it is first asked for. */
export async function findBrowser(): Promise<string> {
  const own = ownBrowsers.find((path) => existsSync(path));
  if (own !== undefined) return own;
  const packaged = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const folder = join(tmpdir(), `countersign-browser-${createHash('sha256').update(packaged).digest('hex').slice(0, 12)}`);
  await madeOnce(folder, (into) => unpack(packaged, into));
  return join(folder, 'chromium');
}

/** The package unpacks to where temporary files go, and takes for whole whatever it finds there: so it is asked in a process of its own, with a place of its own. */
async function unpack(packaged: string, into: string): Promise<void> {
  const script = `const { default: chromium } = await import(${JSON.stringify(pathToFileURL(packaged))}); await chromium.executablePath();`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { env: { TMPDIR: into } });
}
