import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a member published, for the reference from it to the member. */
export class IndexVersionPublisher1795200018101 implements MigrationInterface {
  readonly name = 'IndexVersionPublisher1795200018101';
  readonly transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('create index concurrently if not exists workflow_versions_published_by_idx on app.workflow_versions (tenant_id, published_by)');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
