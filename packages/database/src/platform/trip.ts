import pg from 'pg';
import type { Statement } from './sql.js';

/** One statement of a trip, and who waits for its rows. */
export interface Asked {
  readonly statement: Statement;
  readonly values: readonly unknown[];
  resolve(rows: unknown[]): void;
  reject(error: Error): void;
}

/** What the driver calls on a query, and what it keeps on a connection; its types leave both out. */
interface DriverQuery {
  submit(connection: DriverConnection): Error | null;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: DriverConnection): void;
  handleReadyForQuery(connection: DriverConnection): void;
}
/** The message that ends a trip: the server answers with what is ready only then. */
const sync = Buffer.from([0x53, 0, 0, 0, 4]);

interface DriverConnection extends pg.Connection {
  readonly parsedStatements: { [name: string]: string | undefined };
  readonly submittedNamedStatements: { [name: string]: string | undefined };
}

/**
 * Several prepared statements in one round trip: one write, one Sync at its end, one answer to wait for (PostgreSQL's protocol, "Pipelining").
 * The server skips whatever follows a statement that fails, a commit too; everybody who waits for the trip is told of the failure.
 * Each statement is a query of the driver's own, which binds its values and reads its rows: only the Syncs between them are left out.
 */
export class Trip implements pg.Submittable {
  private readonly queries: readonly DriverQuery[];
  private readonly answers: (unknown[] | undefined)[] = [];
  private unsendable: Error | null = null;
  /** Whose answer is being read. */
  private at = 0;

  constructor(
    private readonly asked: readonly Asked[],
    private readonly named = true,
  ) {
    this.queries = asked.map(({ statement: { name, text }, values }, index) => {
      const keep = (error: Error | null, result: { readonly rows: unknown[] }): void => {
        if (error) this.unsendable ??= error;
        else this.answers[index] = result.rows;
      };
      // Without this, what has neither name nor values (begin, commit) would be sent as a simple query, which the server answers with what is ready, in the midst of the trip.
      return new pg.Query({ name: named ? name : undefined, text, values: [...values], queryMode: 'extended' } as pg.QueryConfig, keep as never) as unknown as DriverQuery;
    });
  }

  /** By its name and text the driver remembers what the server has parsed. */
  get name(): string | undefined {
    return this.named ? this.asked[this.at]?.statement.name : undefined;
  }
  get text(): string | undefined {
    return this.asked[this.at]?.statement.text;
  }

  /** The same trip for a connection on which no name may be relied upon. To be sent instead of this one. */
  unnamed(): Trip {
    return new Trip(this.asked, false);
  }

  /** All that it sends, in order. */
  get texts(): readonly string[] {
    return this.asked.map(({ statement }) => statement.text);
  }

  readonly submit = (to: pg.Connection): Error | null => {
    const connection = to as DriverConnection;
    const { parsedStatements } = connection;
    const clash = this.named && this.asked.find(({ statement: { name, text } }) => (parsedStatements[name] ?? text) !== text);
    if (clash) return new Error(`two statements are named ${clash.statement.name}`);
    const messages: Buffer[] = [];
    const gathering = { writable: true, cork: () => undefined, uncork: () => undefined, write: (message: Buffer) => messages.push(message) };
    const gatherer = Object.create(connection, { stream: { value: gathering }, sync: { value: () => undefined } }) as DriverConnection;
    for (const query of this.queries) this.unsendable ??= query.submit(gatherer);
    // What would follow the statement that cannot be sent, a commit above all, must not arrive without it.
    if (this.unsendable) return this.unsendable;
    connection.stream.write(Buffer.concat([...messages, sync]));
    return null;
  };

  handleRowDescription(message: unknown): void {
    this.queries[this.at]?.handleRowDescription(message);
  }

  handleDataRow(message: unknown): void {
    this.queries[this.at]?.handleDataRow(message);
  }

  handleCommandComplete(message: unknown, connection: DriverConnection): void {
    this.queries[this.at]?.handleCommandComplete(message, connection);
    this.at += 1;
  }

  handleReadyForQuery(connection: DriverConnection): void {
    for (const query of this.queries) query.handleReadyForQuery(connection);
    this.asked.forEach(({ resolve, reject }, index) => {
      const rows = this.answers[index];
      if (rows) resolve(rows);
      else reject(this.unsendable ?? new Error('a statement has no answer'));
    });
  }

  handleError(error: Error, connection: DriverConnection): void {
    // What stands behind the failed one was never parsed.
    if (this.named) for (const { statement } of this.asked.slice(this.at)) delete connection.submittedNamedStatements[statement.name];
    for (const { reject } of this.asked) reject(error);
  }
}
