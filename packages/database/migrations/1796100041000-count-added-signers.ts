import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many must sign a task changes where somebody is added to it. */
export class CountAddedSigners1796100041000 implements MigrationInterface {
  readonly name = 'CountAddedSigners1796100041000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('grant update (quorum) on app.tasks to cs_app');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
