import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

import { renderTokens } from './src/ui/tokens/tokens.js';

/** tokens.css is written from tokens.ts, so that the colours on screen are those whose contrast is computed. */
function writeTokens(): Plugin {
  return {
    name: 'write-tokens',
    enforce: 'pre',
    transform: (_, id) => (/\/ui\/tokens\/tokens\.css$/.test(id) ? { code: renderTokens(), map: null } : null),
  };
}

/** The order of the layers is the first thing in the style sheet, in whatever order its parts were put together. */
function putLayersFirst(): Plugin {
  const order = readFileSync(new URL('./src/ui/ground/layers.css', import.meta.url), 'utf8').trim();
  return {
    name: 'put-layers-first',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const sheets = Object.values(bundle).filter((file) => file.type === 'asset' && file.fileName.endsWith('.css'));
      if (sheets.length !== 1) throw new Error(`Expected one style sheet, got ${sheets.length}: see build.cssCodeSplit.`);
      for (const sheet of sheets) if (sheet.type === 'asset') sheet.source = `${order}\n${String(sheet.source)}`;
    },
  };
}

/** Asks for the text face before the style sheet has been read: it is on every screen. */
function preloadTextFace(): Plugin {
  return {
    name: 'preload-text-face',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle }) => {
        const face = Object.keys(bundle ?? {}).find((name) => /encode-sans-latin-wdth.*\.woff2$/.test(name));
        if (face === undefined) throw new Error('The text face is not in the bundle: see ui/ground/fonts.css.');
        return [{ tag: 'link', attrs: { rel: 'preload', href: `/${face}`, as: 'font', type: 'font/woff2', crossorigin: true }, injectTo: 'head' }];
      },
    },
  };
}

/** Compressed once, here: the server sends these files as they are. Pictures and fonts are compressed already. */
function compressFiles(): Plugin {
  return {
    name: 'compress-files',
    apply: 'build',
    writeBundle({ dir = 'dist' }) {
      const names = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(js|css|html|svg)$/.test(name));
      for (const path of names.map((name) => join(dir, name))) {
        const content = readFileSync(path);
        writeFileSync(`${path}.br`, brotliCompressSync(content));
        writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}

export default defineConfig({
  plugins: [writeTokens(), react(), putLayersFirst(), preloadTextFace(), compressFiles()],
  resolve: { conditions: ['countersign-source', 'module', 'browser', 'development|production'] },
  build: {
    outDir: 'dist',
    target: 'baseline-widely-available',
    // A content security policy without 'unsafe-inline' and data: holds: nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    // One style sheet: of several, the one that loads first would decide the order of the layers.
    cssCodeSplit: false,
    // What several screens need travels as two files: a request costs a slow line more than a few kilobytes do. What is shared imports only
    // what is shared at least as widely, and libraries nothing of ours: so no file waits for one that waits for it.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'libraries', test: /node_modules/, minShareCount: 3 }, { name: 'shared', minShareCount: 3 }, { name: 'effect-parts', test: /[\\/](connections|effects|exchange)[\\/]/, minShareCount: 2 }, { name: 'workflow-parts', test: /[\\/](workflows|run-migrations|flows)[\\/]|use-keyed-change/, minShareCount: 2 }] } } },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/v1': { target: process.env.COUNTERSIGN_API ?? 'http://127.0.0.1:4310', changeOrigin: false } },
  },
});
