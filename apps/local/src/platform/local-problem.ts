/** Why the stack did not start, as a sentence for the person who typed the command: printed without a stack. */
export class LocalProblem extends Error {
  override readonly name = 'LocalProblem';
}

/** The system error code (`ENOENT`, …) or SQLSTATE of a thrown value, or undefined when it carries none. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Turns a file system error on a folder of ours into a sentence; anything else is returned as it came. */
export function asLocalProblem(folder: string, error: unknown): unknown {
  const code = codeOf(error);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new LocalProblem(
      `This user may not write to the data folder ${folder}. Start as the user that owns it, or set COUNTERSIGN_DATA_DIR to a folder of your own.`,
      { cause: error },
    );
  }
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new LocalProblem(
      `There is no space left for the data folder ${folder}. Free some space, or set COUNTERSIGN_DATA_DIR to a folder on another disk.`,
      { cause: error },
    );
  }
  if (code === 'ENOTDIR' || code === 'EEXIST' || code === 'EISDIR') {
    return new LocalProblem(
      `The data folder ${folder} cannot be used: a file stands where a folder should be, or the other way round. Set COUNTERSIGN_DATA_DIR to another folder.`,
      { cause: error },
    );
  }
  return error;
}
