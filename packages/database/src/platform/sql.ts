import type { EntityTarget, ObjectLiteral, Repository } from 'typeorm';

/** A prepared statement: named once, sent by name afterwards. Its first parameter is the tenant. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** How repositories reach rows: inside one transaction that has entered one tenant. */
export interface Sql {
  readonly tenantId: string;
  /** Runs a statement with the tenant as $1 and `values` from $2 on. */
  rows<Row>(statement: Statement, values?: readonly unknown[]): Promise<Row[]>;
  /** Puts a write off until the end of the transaction: all of them go in one round trip with the commit, in order. */
  defer(statement: Statement, values: readonly unknown[]): void;
  repository<Entity extends ObjectLiteral>(entity: EntityTarget<Entity>): Repository<Entity>;
}

/** What a transaction cost. */
export interface Cost {
  statements: number;
  roundTrips: number;
}

