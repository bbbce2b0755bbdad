import { appendFileSync } from 'node:fs';
import pg from 'pg';

/** What the application's roles sent, once each; whether a transaction was open is part of it. */
const seen = new Set<string>();
const open = new WeakSet<object>();
const ours = /^cs_(app|worker|identity|ops)$/;

/** One statement that the code under test sent. */
export interface SentStatement {
  readonly role: string;
  readonly text: string;
  readonly inTransaction: boolean;
}

type Query = (this: pg.Client, ...values: unknown[]) => unknown;

/**
 * Notes every statement that a connection of the application's roles sends, in the file that the run's set-up names; when the
 * run ends each is held against the rule. Specs ask by statements of their own too, on purpose without a tenant: those
 * connections are not the product's, and have no application name.
 */
export function recordStatements(): void {
  const prototype = pg.Client.prototype as unknown as { query: Query & { readonly recording?: true } };
  if (prototype.query.recording) return;
  const send = prototype.query;
  const recording: Query = function (...values) {
    for (const text of textsOf(values[0])) note(this, text);
    return send.apply(this, values);
  };
  prototype.query = Object.assign(recording, { recording: true as const });
}

/** What one call of the driver sends: a text, a statement, or a trip of several. */
function textsOf(sent: unknown): readonly unknown[] {
  if (typeof sent === 'string') return [sent];
  const { text, texts } = (sent ?? {}) as { readonly text?: unknown; readonly texts?: readonly unknown[] };
  return texts ?? [text];
}

function note(client: pg.Client, text: unknown): void {
  const { user, application_name: name } = (client as unknown as { connectionParameters: { user?: string; application_name?: string } }).connectionParameters;
  if (typeof text !== 'string' || !user || !ours.test(user) || !/^countersign-/.test(name ?? '')) return;
  if (/^\s*begin\b/i.test(text)) open.add(client);
  if (/^\s*(commit|rollback)\s*$/i.test(text)) open.delete(client);
  // The tenant stands in the text of the first: one for all of them.
  const statement: SentStatement = { role: user, text: text.replaceAll(/'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'/g, "'(id)'"), inTransaction: open.has(client) };
  const line = JSON.stringify(statement);
  if (seen.has(line)) return;
  seen.add(line);
  const file = process.env.COUNTERSIGN_TEST_STATEMENTS;
  if (file !== undefined) appendFileSync(file, `${line}\n`);
}
