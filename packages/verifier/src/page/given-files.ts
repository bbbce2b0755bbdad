import { BEGINNING_BYTES, kindOf, type FileKind } from './sort-files.js';

export interface GivenFile {
  readonly file: File;
  readonly kind: FileKind;
}

const MAXIMUM_RECEIPT_BYTES = 16_777_216;

/** Looks at each file and says what it is. */
export async function sortFile(file: File): Promise<GivenFile> {
  const beginning = await file.slice(0, BEGINNING_BYTES).text();
  const kind = kindOf(beginning, file.size <= BEGINNING_BYTES);
  if (kind !== 'unknown' || file.size <= BEGINNING_BYTES || file.size > MAXIMUM_RECEIPT_BYTES) return { file, kind };
  return { file, kind: kindOf(await file.text(), true) };
}

/** The bytes of a file in pieces, as every browser gives them. */
export async function* piecesOf(file: File): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
    // Lets the page draw how far it is.
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

export const textsOf = async (files: readonly GivenFile[], kind: FileKind) => Promise.all(files.filter((given) => given.kind === kind).map(async ({ file }) => ({ name: file.name, text: await file.text() })));
