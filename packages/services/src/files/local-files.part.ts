import { Refusal } from '@countersign/contracts/platform';
import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Announced, FileStore, OpenFile, Presigned } from '../platform/index.js';

/** Where the API takes what is put to a local address. */
export const localUploadPath = '/v1/files/uploads';
const keyPattern = /^[a-z]+\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Claims = Omit<Announced, 'expiresAt'> & { readonly expiresAtMs: number };

/** A request to keep what was announced, as it arrives. */
export interface Arriving {
  readonly token: string;
  readonly mediaType: string | undefined;
  readonly bytes: Readable;
  readonly now: Date;
}

/** Files in a folder of this machine. Its addresses are signed (HMAC-SHA256) and name the key, the type, the size, the hash and the end. */
export class LocalFiles implements FileStore {
  readonly uploadOrigin = null;

  constructor(
    private readonly folder: string,
    private readonly secret: Buffer,
    /** Addresses that are signed by these hold, too. */
    private readonly olderSecrets: readonly Buffer[] = [],
  ) {}

  presignPut({ expiresAt, mediaType, ...announced }: Announced): Promise<Presigned> {
    const claims: Claims = { ...announced, mediaType, expiresAtMs: expiresAt.getTime() };
    const text = Buffer.from(JSON.stringify(claims)).toString('base64url');
    return Promise.resolve({ url: `${localUploadPath}?address=${text}.${sign(this.secret, text)}`, headers: { 'content-type': mediaType } });
  }

  /** Keeps what arrives, if it is exactly what the address was made for; a second time it replaces the same by the same. */
  async take({ token, mediaType, bytes, now }: Arriving): Promise<void> {
    const claims = this.read(token, now);
    if (mediaType !== claims.mediaType) throw new Refusal('unsupported_media_type', { detail: `This address takes ${claims.mediaType}.` });
    const path = this.pathOf(claims.key);
    const part = `${path}.${randomUUID()}`;
    const held = holdTo(claims);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    try {
      bytes.once('error', (error) => held.destroy(error));
      bytes.pipe(held);
      await pipeline(held, createWriteStream(part, { mode: 0o600, flags: 'wx', flush: true }));
      await rename(part, path);
    } catch (error) {
      // Its sender is told why: the connection stays until the answer is out.
      bytes.unpipe(held);
      bytes.resume();
      await rm(part, { force: true });
      throw error;
    }
  }

  async write(key: string, bytes: Buffer): Promise<void> {
    const path = this.pathOf(key);
    const part = `${path}.${randomUUID()}`;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(part, bytes, { mode: 0o600, flag: 'wx', flush: true });
    await rename(part, path);
  }

  async open(key: string): Promise<OpenFile | null> {
    const path = this.pathOf(key);
    const found = await stat(path).catch(absent);
    return found === null ? null : { bytes: createReadStream(path), length: found.size };
  }

  /** With whatever a process that died left beside it. */
  async remove(key: string): Promise<void> {
    const path = this.pathOf(key);
    const beside = (await readdir(dirname(path)).catch(absent)) ?? [];
    for (const name of beside) if (name.startsWith(basename(path))) await rm(join(dirname(path), name), { force: true });
  }

  private read(token: string, now: Date): Claims {
    const [text = '', signature = ''] = token.split('.');
    const given = Buffer.from(signature);
    const isOurs = [this.secret, ...this.olderSecrets].map((secret) => Buffer.from(sign(secret, text))).some((expected) => given.length === expected.length && timingSafeEqual(given, expected));
    if (!isOurs) throw new Refusal('upload_address_invalid', { detail: 'This address was not made here.' });
    const claims = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Claims;
    if (claims.expiresAtMs <= now.getTime()) throw new Refusal('upload_address_invalid', { detail: 'This address has expired. Ask for a new one; nothing was kept.' });
    return claims;
  }

  private pathOf(key: string): string {
    if (!keyPattern.test(key)) throw new Error('this is no key of a file');
    return join(this.folder, key);
  }
}

/** Lets through what was announced; anything longer, shorter or other ends in a refusal. */
function holdTo({ bytes, sha256 }: Claims): Transform {
  const hash = createHash('sha256');
  let length = 0;
  const other = () => new Refusal('upload_address_invalid', { detail: 'These are not the bytes that this address was made for. Nothing was kept.' });
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      length += chunk.length;
      hash.update(chunk);
      if (length > bytes) done(new Refusal('payload_too_large', { detail: `This address takes ${bytes} bytes. Nothing was kept.` }));
      else done(null, chunk);
    },
    flush(done) {
      done(length === bytes && hash.digest('hex') === sha256 ? null : other());
    },
  });
}

const absent = (error: unknown): null => {
  if ((error as { code?: unknown }).code === 'ENOENT') return null;
  throw error;
};

const sign = (secret: Buffer, text: string) => createHmac('sha256', secret).update(text).digest('base64url');
