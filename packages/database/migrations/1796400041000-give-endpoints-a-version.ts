import type { MigrationInterface, QueryRunner } from 'typeorm';

/** In which version an endpoint is told what it is told. Those that were there already stay at what they were sent until now. */
export class GiveEndpointsAVersion1796400041000 implements MigrationInterface {
  readonly name = 'GiveEndpointsAVersion1796400041000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("alter table app.webhook_endpoints add column api_version text not null default '2026-11-21'");
    await queryRunner.query('grant update (api_version) on app.webhook_endpoints to cs_app');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
