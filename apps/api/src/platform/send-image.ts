import type { KeptImage } from '@countersign/services/profile';
import type { FastifyReply } from 'fastify';
import type { Readable } from 'node:stream';

/** Sends an image that will never change at its address: kept by the reader's own browser only, and never run as anything else. */
export function sendImage(reply: FastifyReply, { bytes, length }: KeptImage): Readable {
  void reply.headers({
    'content-type': 'image/webp',
    'content-length': length,
    'content-disposition': 'inline; filename="picture.webp"',
    'cache-control': 'private, max-age=31536000, immutable',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
  });
  return bytes;
}
