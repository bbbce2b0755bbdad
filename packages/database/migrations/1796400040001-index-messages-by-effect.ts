import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A foreign key that nothing indexes is looked up by reading everything. */
export class IndexMessagesByEffect1796400040001 implements MigrationInterface {
  readonly name = 'IndexMessagesByEffect1796400040001';
  readonly transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('create index concurrently if not exists inbound_messages_effect_idx on app.inbound_messages (tenant_id, effect_id)');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
