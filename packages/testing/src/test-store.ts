import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
/// <reference path="./s3rver.d.ts" />
import S3rver from 's3rver';

export interface TestStore {
  /** What a process is told so that it keeps its files here. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** A store that speaks S3. It does not hold uploads to their sums or signatures: it shows that we speak to it, not that it is safe. */
export async function openTestStore(): Promise<TestStore> {
  const directory = mkdtempSync(join(tmpdir(), 'countersign-s3-'));
  const server = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory, configureBuckets: [{ name: 'countersign' }] });
  const { port } = await server.run();
  return {
    environment: { FILES_S3_BUCKET: 'countersign', FILES_S3_ENDPOINT: `http://127.0.0.1:${port}`, FILES_S3_ACCESS_KEY_ID: 'S3RVER', FILES_S3_SECRET_ACCESS_KEY: 'S3RVER' },
    async close() {
      await server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
