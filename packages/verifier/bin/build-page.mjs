/** Builds the page that is opened from a file: one HTML file with everything in it, which forbids itself any network. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { build } from 'vite';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

async function bundle() {
  const [result] = await build({
    configFile: false,
    logLevel: 'warn',
    root: here('..'),
    build: { write: false, target: 'baseline-widely-available', lib: { entry: here('../src/page/main.ts'), formats: ['iife'], name: 'countersignVerify' } },
  });
  const code = result.output.find(({ type }) => type === 'chunk')?.code;
  if (code === undefined || code.includes('</script')) throw new Error('the bundle cannot stand in a page');
  return code.trim();
}

const script = await bundle();
const style = readFileSync(here('../src/page/page.css'), 'utf8').trim();
const policy = `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; base-uri 'none'; form-action 'none'`;
const parts = {
  policy: `<meta http-equiv="Content-Security-Policy" content="${policy}" />`,
  style: `<style>${style}</style>`,
  script: `<script>${script}</script>`,
};
const page = readFileSync(here('../src/page/page.html'), 'utf8').replaceAll(/<!-- (policy|style|script) -->/g, (_, part) => parts[part]);
mkdirSync(here('../dist/page/'), { recursive: true });
writeFileSync(here('../dist/page/countersign-verify.html'), page);
