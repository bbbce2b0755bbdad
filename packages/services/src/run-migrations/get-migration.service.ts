import { Refusal } from '@countersign/contracts/platform';
import type { getMigration } from '@countersign/contracts/run-migrations';
import { actorOf, type Call, type House } from '../platform/index.js';
import { migrationViewOf } from './view-migration.part.js';

export class GetMigrationService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof getMigration>) {
    return this.house.tenancy.read(actorOf(call.caller), async (tx) => {
      const migration = await tx.runMigrations.find(call.input.params.migrationId);
      if (!migration) throw new Refusal('not_found');
      return migrationViewOf(migration, await tx.migratedRuns.count(migration.id));
    });
  }
}
