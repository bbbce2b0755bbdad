import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every version has its outline now. */
export class RequireOutlines1795200020002 implements MigrationInterface {
  readonly name = 'RequireOutlines1795200020002';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table app.workflow_versions alter column outline set not null');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
