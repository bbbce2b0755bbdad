import type pg from 'pg';
import type { Socket } from 'node:net';

/** What the driver keeps on a client; its types leave it out. */
interface DriverClient {
  /** Whether the server has answered everything. */
  readonly readyForQuery: boolean;
  readonly connection: { readonly stream: Socket };
}

/** How long what has arrived already is waited for to be read: a process that stood still finds its own clock run out before it has looked. */
const lookMs = 500;

/**
 * Ends a connection on which an answer is waited for and nothing comes for so long: of a database that was paused, or a network that swallows everything, nobody
 * would ever be told. It is closed and not given back, since what it was asked last may still be carried out there, and answered.
 */
export function endWhereSilent(client: pg.Client, silentMs: number): void {
  const driver = client as unknown as DriverClient;
  const { stream } = driver.connection;
  // Whatever is written or read begins the time anew.
  stream.setTimeout(silentMs).on('timeout', () => {
    if (driver.readyForQuery) return;
    const { bytesRead, bytesWritten } = stream;
    setTimeout(() => {
      if (stream.bytesRead === bytesRead && stream.bytesWritten === bytesWritten) stream.destroy(Object.assign(new Error(`the database said nothing for ${silentMs} ms`), { code: 'ETIMEDOUT' }));
    }, lookMs).unref();
  });
}
