import { formatTime } from './format-time.js';

/** An instant in the reader's time zone; the exact UTC time on hovering. */
export function When({ at }: { readonly at: string }) {
  return <time dateTime={at} title={`${at.replace('T', ' ').replace(/\.\d+Z$/, '')} UTC`}>{formatTime(at, Date.now())}</time>;
}
