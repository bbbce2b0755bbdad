import { hkdfSync } from 'node:crypto';
import { resolve } from 'node:path';
import type { FileSettings, FileStore, MasterKeys } from '../platform/index.js';
import { LocalFiles } from './local-files.part.js';
import { S3Files } from './s3-files.part.js';

/** The store that the settings name. The key that signs a folder's addresses is derived from the master key (HKDF, RFC 5869); addresses signed by an older one hold until they end. */
export function openFiles(settings: FileSettings, { newest, others }: MasterKeys): FileStore {
  if ('bucket' in settings) return new S3Files(settings);
  return new LocalFiles(resolve(settings.folder), secretOf(newest), others.map(secretOf));
}

const secretOf = (masterKey: Buffer) => Buffer.from(hkdfSync('sha256', masterKey, Buffer.alloc(0), 'countersign file addresses', 32));
