import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which version of a record was kept when it was found to differ, and a page by which a reading sees that it goes round in a circle. */
export class NoteVersionsAndMarks1796400090000 implements MigrationInterface {
  readonly name = 'NoteVersionsAndMarks1796400090000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table app.record_findings add column kept_version text, add column kept_rank numeric');
    await queryRunner.query('alter table app.record_readings add column marked_path text');
    await queryRunner.query('grant update (marked_path) on app.record_readings to cs_app');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
