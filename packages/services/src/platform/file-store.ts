import type { Readable } from 'node:stream';

/** An address that takes certain bytes once they are there, and nothing else. */
export interface Presigned {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Announced {
  readonly key: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly expiresAt: Date;
}

export interface OpenFile {
  readonly bytes: Readable;
  readonly length: number;
}

/** Where bytes are kept. A key is `<kind>/<uuid>`; what is written under one is whole or not there. */
export interface FileStore {
  presignPut(announced: Announced): Promise<Presigned>;
  write(key: string, bytes: Buffer, mediaType: string): Promise<void>;
  /** Null where there is nothing. Whoever opens it reads it to its end, or destroys it. */
  open(key: string): Promise<OpenFile | null>;
  /** Removing what is not there is no failure. */
  remove(key: string): Promise<void>;
  /** Where browsers send bytes to, if not to us. */
  readonly uploadOrigin: string | null;
}
