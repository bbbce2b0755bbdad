import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';

/**
 * A folder that several processes may want at the same moment, and that is there as a whole or not at all: `make` fills one
 * of its own, which takes the name when it is done. Whoever is second throws theirs away. Rejects with what `make` rejects with.
 */
export async function madeOnce(folder: string, make: (own: string) => Promise<void>): Promise<void> {
  if (existsSync(folder)) return;
  const own = await mkdtemp(`${folder}-`);
  try {
    await make(own);
    await rename(own, folder);
  } catch (error) {
    await rm(own, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}
