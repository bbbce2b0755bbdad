/** `npm run measure -- 1000000`: how long checking an export of so many entries takes, and how much memory. */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { writeBigExport } from '../dist/vectors/big-export.js';

const size = Number(process.argv[2] ?? 1_000_000);
const folder = mkdtempSync(join(tmpdir(), 'measure-verifier-'));
const path = join(folder, 'big.audit.jsonl');
const main = fileURLToPath(new URL('../dist/app/main.js', import.meta.url));

function writeAll() {
  const file = openSync(path, 'w');
  let waiting = '';
  const given = writeBigExport(size, (text) => {
    waiting += text;
    if (waiting.length < 4_000_000) return;
    writeSync(file, waiting);
    waiting = '';
  });
  writeSync(file, waiting);
  closeSync(file);
  writeFileSync(join(folder, 'keys.txt'), given.keyFile);
  writeFileSync(join(folder, 'old.txt'), given.trusted);
}

/** The command in a process of its own, which tells when it ends what it used. (resourceUsage().maxRSS would be that of whoever started it.) */
const script = `import { readFileSync } from 'node:fs'; process.on('exit', () => { const { userCPUTime, systemCPUTime } = process.resourceUsage(); const [, peak] = /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8')); console.log('Used: ' + ((userCPUTime + systemCPUTime) / 1e6).toFixed(1) + ' s of a processor, ' + Math.round(peak / 1024) + ' MiB of memory at most.'); }); process.argv.splice(1, 0, 'countersign-verify'); await import(${JSON.stringify(`file://${main}`)});`;

try {
  writeAll();
  const begun = performance.now();
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script, path, '--key', join(folder, 'keys.txt'), '--trusted', join(folder, 'old.txt')], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  console.log(printed.trim());
  console.log(`${size} entries, ${(statSync(path).size / 1e6).toFixed(0)} MB: ${((performance.now() - begun) / 1000).toFixed(1)} s from beginning to end.`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
