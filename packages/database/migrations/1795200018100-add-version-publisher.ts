import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who published a version, beside when. Null for what was published before this was kept: the audit knows, and nothing is guessed. */
export class AddVersionPublisher1795200018100 implements MigrationInterface {
  readonly name = 'AddVersionPublisher1795200018100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table app.workflow_versions
        add column published_by uuid,
        add foreign key (tenant_id, published_by) references app.members (tenant_id, id) on delete restrict;
      grant update (published_by) on app.workflow_versions to cs_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
