import type { RunningRow, VersionRow } from '@countersign/database/workflows';
import type { MigrationState } from '@countersign/contracts/run-migrations';
import type { WorkflowVersionRow } from '@countersign/contracts/screens';
import { instantOf } from '../platform/index.js';

/** So many open requests of each status are looked at for how many run on a version; beyond, a number is the least that it is. */
export const countedPerStatus = 2_000;

/** The versions of one workflow as its screen lists them, each with what runs on it. */
export const versionRowsOf = (versions: readonly VersionRow[], running: readonly RunningRow[]): WorkflowVersionRow[] =>
  versions.map(({ version, state, createdAt, publishedAt, publisher, migration }) => ({
    version,
    state,
    createdAt: instantOf(createdAt),
    publishedAt: publishedAt === null ? null : instantOf(publishedAt),
    publishedBy: publisher,
    migration: migration === null ? null : { id: migration.id, toVersion: migration.toVersion, state: migration.state as MigrationState },
    running: running.find((row) => row.version === version)?.running ?? 0,
  }));
