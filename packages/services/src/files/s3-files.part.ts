import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { Readable } from 'node:stream';
import type { Announced, FileStore, OpenFile, Presigned, S3Settings } from '../platform/index.js';

/** Files in a bucket of a store that speaks S3. It must allow PUT from our address (CORS); the store holds uploads to their hash. */
export class S3Files implements FileStore {
  private readonly client: S3Client;
  private readonly bucket: string;
  readonly uploadOrigin: string;

  constructor({ bucket, endpoint, region, credentials }: S3Settings) {
    this.bucket = bucket;
    this.client = new S3Client({
      region,
      ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
      ...(credentials && { credentials }),
      // Stores that are not the maker's own do not all know the sums that newer clients add.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
    this.uploadOrigin = endpoint === undefined ? `https://${bucket}.s3.${region}.amazonaws.com` : new URL(endpoint).origin;
  }

  async presignPut({ key, mediaType, bytes, sha256, expiresAt }: Announced): Promise<Presigned> {
    const sum = Buffer.from(sha256, 'hex').toString('base64');
    const headers = { 'content-type': mediaType, 'x-amz-checksum-sha256': sum };
    const command = new PutObjectCommand({ Bucket: this.bucket, Key: key, ContentType: mediaType, ContentLength: bytes, ChecksumSHA256: sum });
    const expiresIn = Math.max(1, Math.floor((expiresAt.getTime() - Date.now()) / 1000));
    // Signed as headers, so that other bytes under the same address are refused by the store itself.
    const signed = new Set(['content-type', 'content-length', 'x-amz-checksum-sha256']);
    return { url: await getSignedUrl(this.client, command, { expiresIn, signableHeaders: signed, unhoistableHeaders: signed }), headers };
  }

  async write(key: string, bytes: Buffer, mediaType: string): Promise<void> {
    await this.client.send(new PutObjectCommand({ Bucket: this.bucket, Key: key, Body: bytes, ContentType: mediaType, ContentLength: bytes.length }));
  }

  async open(key: string): Promise<OpenFile | null> {
    try {
      const { Body, ContentLength } = await this.client.send(new GetObjectCommand({ Bucket: this.bucket, Key: key }));
      return Body === undefined || ContentLength === undefined ? null : { bytes: Body as Readable, length: ContentLength };
    } catch (error) {
      if (error instanceof Error && error.name === 'NoSuchKey') return null;
      throw error;
    }
  }

  async remove(key: string): Promise<void> {
    await this.client.send(new DeleteObjectCommand({ Bucket: this.bucket, Key: key }));
  }
}
