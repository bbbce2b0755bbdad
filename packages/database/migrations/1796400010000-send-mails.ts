import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Effects that are mails or messages through a connection, and tries of mail servers that send one mail. */
export class SendMails1796400010000 implements MigrationInterface {
  readonly name = 'SendMails1796400010000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table app.effects drop constraint effects_kind_check, drop constraint effects_connection_check;
      alter table app.effects
        add constraint effects_kind_check check (kind in ('webhook', 'http', 'mail', 'message', 'person')),
        add constraint effects_connection_check check ((kind in ('http', 'mail', 'message')) = (connection_id is not null) and (connection_id is null) = (binding_digest is null));
      alter table app.effect_attempts drop constraint effect_attempts_asked_check;
      alter table app.effect_attempts add constraint effect_attempts_asked_check check (asked in ('call', 'look_up', 'mail'));
      alter table app.connection_tests add column to_address text;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
