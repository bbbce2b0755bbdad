import { holdFolder } from '@countersign/postgres';
import type { FolderHold } from '@countersign/postgres';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asLocalProblem, LocalProblem } from '../platform/local-problem.js';
import { ensureReceiverSecretFile, ensureSecretsFile } from '../platform/secrets-file.js';

/** Where things lie in the data folder. All of it outlives a restart. */
export interface DataFolder {
  readonly dataDir: string;
  readonly postgresDir: string;
  readonly logsDir: string;
  readonly secretsFile: string;
  readonly receiverSecretFile: string;
  readonly receiverLogFile: string;
  readonly receiverPortFile: string;
  /** Written by the demo's seed: who can sign in, what to try first. */
  readonly demoFile: string;
}

export interface HeldDataFolder extends DataFolder {
  readonly hold: FolderHold;
}

/**
 * Makes the folder and its secrets when they are not there, and holds it for this process.
 *
 * @throws LocalProblem when it cannot be written, is not whole, or is in use
 */
export function prepareDataFolder(dataDir: string): HeldDataFolder {
  const folder: DataFolder = {
    dataDir,
    postgresDir: join(dataDir, 'postgres'),
    logsDir: join(dataDir, 'logs'),
    secretsFile: join(dataDir, 'secrets.json'),
    receiverSecretFile: join(dataDir, 'receiver-secret'),
    receiverLogFile: join(dataDir, 'received.jsonl'),
    receiverPortFile: join(dataDir, 'receiver-port'),
    demoFile: join(dataDir, 'demo.json'),
  };
  try {
    mkdirSync(folder.logsDir, { recursive: true, mode: 0o700 });
    const hold = holdFolder(dataDir, 'running.json');
    if (!hold.held) {
      throw new LocalProblem(`Countersign already runs on the data folder ${dataDir} (process ${hold.pid}). Stop that one first, or set COUNTERSIGN_DATA_DIR and PORT to run a second one.`);
    }
    try {
      refuseLostSecrets(folder);
      ensureSecretsFile(folder.secretsFile);
      ensureReceiverSecretFile(folder.receiverSecretFile);
    } catch (error) {
      hold.release();
      throw error;
    }
    return { ...folder, hold };
  } catch (error) {
    throw asLocalProblem(dataDir, error);
  }
}

/** New secrets would lock the database's own users out, and nothing that was sealed with the old ones could be opened any more. */
function refuseLostSecrets({ dataDir, postgresDir, secretsFile }: DataFolder): void {
  if (!existsSync(postgresDir) || existsSync(secretsFile)) return;
  throw new LocalProblem(
    `The data folder ${dataDir} holds a database, but its file of secrets ${secretsFile} is gone. The data is safe and nothing was changed; it cannot be opened without that file. Put back a copy of it, or set COUNTERSIGN_DATA_DIR to another folder to start anew.`,
  );
}

/** The port of the demo's receiver, kept because the demo's webhook endpoint names it; undefined before it was first chosen. */
export function readReceiverPort(folder: DataFolder): number | undefined {
  try {
    const port = Number(readFileSync(folder.receiverPortFile, 'utf8').trim());
    return Number.isInteger(port) && port > 0 && port <= 65_535 ? port : undefined;
  } catch {
    return undefined;
  }
}

export function keepReceiverPort(folder: DataFolder, port: number): void {
  writeFileSync(folder.receiverPortFile, `${port}\n`, { flush: true });
}
