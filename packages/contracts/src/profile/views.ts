import * as z from 'zod/mini';
import { id } from '../platform/index.js';

/** What can be sent as a picture. What is kept is always WebP, made by us. */
export const pictureTypes = ['image/webp', 'image/png', 'image/jpeg'] as const;
export const pictureBytesMax = 2 * 1024 * 1024;
/** Both sides of a picture as it is kept, and the size that a browser should cut it to before it is sent. */
export const pictureSidePx = 512;

/** A picture as it is shown. Its address never shows anything else, so it can be kept for ever. */
export const pictureView = z.strictObject({
  id: id(),
  path: z.string(),
  /** What stands in its place until it is there. */
  colour: z.string().check(z.regex(/^#[0-9a-f]{6}$/, 'must be a colour such as #1a2b3c')),
});
export type PictureView = z.infer<typeof pictureView>;
