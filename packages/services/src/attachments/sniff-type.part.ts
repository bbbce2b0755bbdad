import { fileTypeFromBuffer } from 'file-type';

/**
 * What bytes really are: the type that their own marks say, `text` for readable text without any, or null for neither.
 * A document of Word or Excel is told from an archive by what is in it; one with macros has a type of its own, which is none of ours.
 */
export async function typeOfBytes(bytes: Uint8Array): Promise<string | null> {
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  if (found) return found.mime;
  return isText(bytes) ? 'text' : null;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** UTF-8 without control characters but those that end lines or set columns. */
function isText(bytes: Uint8Array): boolean {
  const control = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/;
  try {
    return !control.test(decoder.decode(bytes));
  } catch {
    return false;
  }
}
