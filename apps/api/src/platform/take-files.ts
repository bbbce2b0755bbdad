import type { LocalFiles } from '@countersign/services/files';
import { localUploadPath } from '@countersign/services/files';
import { attachmentBytesMax, attachmentTypes } from '@countersign/contracts/attachments';
import { pictureBytesMax, pictureTypes } from '@countersign/contracts/profile';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';

type Answer = (error: unknown, request: FastifyRequest, reply: FastifyReply) => void;

/**
 * Takes bytes put to a signed address, where files are kept in a folder: what an S3 store does elsewhere. The address is the
 * permission, so there is no session and no contract; bytes go to the disk as they come.
 */
export function takeFiles(fastify: FastifyInstance, files: LocalFiles, answer: Answer): void {
  void fastify.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser([...new Set([...pictureTypes, ...Object.keys(attachmentTypes)])], (_request, payload, parsed) => parsed(null, payload));
    scope.setErrorHandler((error, request, reply) => {
      // What is left of the bytes is not waited for.
      void reply.header('connection', 'close');
      answer(error, request, reply);
    });
    scope.put<{ Querystring: { readonly address?: unknown } }>(localUploadPath, { bodyLimit: Math.max(pictureBytesMax, attachmentBytesMax) }, async (request, reply) => {
      const mediaType = request.headers['content-type'];
      await files.take({ token: String(request.query.address ?? ''), mediaType, bytes: request.body as Readable, now: new Date() });
      return reply.status(200).header('cache-control', 'no-store').send();
    });
    done();
  });
}
