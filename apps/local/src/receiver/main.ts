/**
 * The demo receiver as a process. Environment: PORT, HOST, RECEIVER_LOG_FILE, RECEIVER_SECRET_FILE.
 * Sends `{ready: true, port}` to its parent, and ends with it.
 */
import type { AddressInfo } from 'node:net';
import { ReceivedLog } from './received-log.js';
import { createReceiver } from './receiver-server.js';

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set.`);
  return value;
}

const log = ReceivedLog.open(required('RECEIVER_LOG_FILE'));
const server = createReceiver({ log, secretFile: required('RECEIVER_SECRET_FILE') });

function end(): void {
  server.close(() => {
    log.close();
    process.exit(0);
  });
  server.closeIdleConnections();
}

process.once('SIGTERM', end);
process.once('SIGINT', end);
process.once('disconnect', end);

server.once('error', (error: NodeJS.ErrnoException) => {
  const problem = error.code === 'EADDRINUSE' ? `The demo receiver’s port ${process.env['PORT']} is taken. Stop what uses it, and start again.` : error.message;
  process.send?.({ problem });
  console.error(error);
  process.exitCode = 1;
});
server.listen({ port: Number(process.env['PORT'] ?? 0), host: process.env['HOST'] ?? '127.0.0.1' }, () => {
  process.send?.({ ready: true, port: (server.address() as AddressInfo).port });
});
