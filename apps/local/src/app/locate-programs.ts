import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder of the whole repository: this file is built to apps/local/dist/app. */
export const REPOSITORY = resolve(import.meta.dirname, '../../../..');

export const PROGRAMS = {
  api: join(REPOSITORY, 'apps/api/dist/app/main.js'),
  worker: join(REPOSITORY, 'apps/worker/dist/app/main.js'),
  receiver: join(REPOSITORY, 'apps/local/dist/receiver/main.js'),
  checkRuns: join(REPOSITORY, 'apps/worker/dist/app/check-runs.js'),
  rotateKeys: join(REPOSITORY, 'apps/worker/dist/app/rotate-keys.js'),
  migrate: join(REPOSITORY, 'packages/database/dist/app/migrate-command.js'),
  seed: join(REPOSITORY, 'apps/lab/dist/app/seed-demo.js'),
} as const;

/** What should have been built and was not, relative to the repository. */
export function missingPrograms(): string[] {
  return Object.values(PROGRAMS).filter((file) => !existsSync(file)).map((file) => file.slice(REPOSITORY.length + 1));
}
