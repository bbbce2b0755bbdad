import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is fetched, and comes after something newer, is told from it by its generation. */
export class FenceConnectionTokens1796400080000 implements MigrationInterface {
  readonly name = 'FenceConnectionTokens1796400080000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table app.connection_tokens add column generation integer not null default 0');
    await queryRunner.query('grant update (generation) on app.connection_tokens to cs_app');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
