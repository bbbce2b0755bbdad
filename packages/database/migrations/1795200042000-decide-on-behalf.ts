import type { MigrationInterface, QueryRunner } from 'typeorm';

/** With a decision, whose place its signer took by a delegation. */
export class DecideOnBehalf1795200042000 implements MigrationInterface {
  readonly name = 'DecideOnBehalf1795200042000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table app.decisions add column on_behalf_of uuid');
    await queryRunner.query(`
      alter table app.decisions add constraint decisions_on_behalf_of_check check (on_behalf_of <> member_id);
      alter table app.decisions add constraint decisions_on_behalf_of_fkey foreign key (tenant_id, on_behalf_of) references app.members (tenant_id, id) on delete restrict;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
