import * as z from 'zod/mini';
import { digest, id } from '../platform/index.js';

/** What can be attached, and how it is called. Nothing that runs, and nothing that holds other files but office documents. */
export const attachmentTypes = {
  'application/pdf': 'PDF',
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
  'image/webp': 'WebP',
  'text/csv': 'CSV',
  'text/plain': 'text',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel (xlsx)',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word (docx)',
} as const;
export type AttachmentType = keyof typeof attachmentTypes;
const typeNames = Object.keys(attachmentTypes) as [AttachmentType, ...AttachmentType[]];
export const attachmentType = () => z.enum(typeNames);

export const attachmentBytesMax = 25 * 1024 * 1024;
/** Of one revision. */
export const attachmentsMax = 20;

/** A file as it is part of a revision. Its hash was made by the server, of the bytes that are kept. */
export const attachmentView = z.strictObject({ id: id(), name: z.string(), mediaType: attachmentType(), bytes: z.int(), sha256: digest() });
export type AttachmentView = z.infer<typeof attachmentView>;
