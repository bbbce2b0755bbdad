import { pickFreePort } from '@countersign/postgres';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const readyWithinMs = 10_000;
const nobody = 65_534;

/** A real PgBouncer before every database of the server: transactions share two connections for each database and role. */
export async function startPgBouncer({ folder, serverPort, secrets }) {
  const own = join(folder, 'pgbouncer');
  mkdirSync(own, { mode: 0o700 });
  const port = await pickFreePort();
  const users = join(own, 'users.txt');
  writeFileSync(users, `"cs_app" "${secrets.appPassword}"\n"cs_identity" "${secrets.identityPassword}"\n`, { mode: 0o600 });
  const settings = {
    listen_addr: '127.0.0.1', listen_port: port, unix_socket_dir: '', auth_type: 'scram-sha-256', auth_file: users, pool_mode: 'transaction', default_pool_size: 2,
    max_client_conn: 1000, server_idle_timeout: 5, query_wait_timeout: 30, ignore_startup_parameters: 'extra_float_digits', logfile: join(own, 'pgbouncer.log'),
  };
  const file = join(own, 'pgbouncer.ini');
  writeFileSync(file, `[databases]\n* = host=127.0.0.1 port=${serverPort}\n\n[pgbouncer]\n${Object.entries(settings).map(([name, value]) => `${name} = ${value}`).join('\n')}\n`);
  // It does not run as root: then as nobody, who must be able to read what it is told.
  const asRoot = process.getuid?.() === 0;
  if (asRoot) {
    chmodSync(folder, 0o711);
    for (const path of [own, users, file]) chownSync(path, nobody, nobody);
  }
  const child = spawn('pgbouncer', ['-q', file], { stdio: 'ignore', ...(asRoot && { uid: nobody, gid: nobody }) });
  const failed = once(child, 'error').then(([error]) => Promise.reject(new Error(`PgBouncer does not start: ${error.message}. Install it (apt-get install pgbouncer).`)));
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`PgBouncer ended with code ${code}.`)));
  ended.catch(() => undefined);
  failed.catch(() => undefined);
  await Promise.race([untilListening(port), failed, ended]);
  return {
    port,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

async function untilListening(port) {
  for (const endMs = Date.now() + readyWithinMs; Date.now() < endMs; await pause(50)) {
    const socket = connect({ host: '127.0.0.1', port });
    const listens = await Promise.race([once(socket, 'connect').then(() => true), once(socket, 'error').then(() => false)]).catch(() => false);
    socket.destroy();
    if (listens) return;
  }
  throw new Error(`PgBouncer did not listen within ${readyWithinMs / 1000} s.`);
}
