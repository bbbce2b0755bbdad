/** `npm run vectors:write`: writes the test vectors beside docs/audit-format.md. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { renderVectors } from '../dist/vectors/index.js';

const folder = fileURLToPath(new URL('../../../docs/audit-format/', import.meta.url));
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(renderVectors())) writeFileSync(`${folder}${name}`, text);
