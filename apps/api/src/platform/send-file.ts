import type { KeptFile } from '@countersign/services/attachments';
import type { FastifyReply } from 'fastify';
import type { Readable } from 'node:stream';

/** Sends a file that somebody uploaded: to be kept, never to be shown or run as a page of ours, whatever is in it. */
export function sendFile(reply: FastifyReply, { bytes, length, name, mediaType }: KeptFile): Readable {
  void reply.headers({
    'content-type': mediaType,
    'content-length': length,
    'content-disposition': dispositionOf(name),
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
  });
  return bytes;
}

/** The name in both forms of RFC 6266: in plain letters for what knows no other, and as it is (RFC 8187). */
function dispositionOf(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(/[^\x20-\x7e]/g, '_').replaceAll(/["\\/:*?<>|%]/g, '_');
  const whole = encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
