/**
 * Why the embedded server did not start. The message is a sentence for the person who typed the command:
 * it says what is wrong and what to do, and is printed without a stack.
 */
export type PostgresProblemCode =
  | 'no_right'
  | 'broken_folder'
  | 'foreign_version'
  | 'in_use'
  | 'disk_full'
  | 'port_taken'
  | 'unsupported_platform'
  | 'unreachable_binaries'
  | 'start_failed';

export class PostgresProblem extends Error {
  override readonly name = 'PostgresProblem';

  constructor(
    readonly code: PostgresProblemCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

const RIGHTS = new Set(['EACCES', 'EPERM', 'EROFS']);
const SPACE = new Set(['ENOSPC', 'EDQUOT']);

/** The system error code (`ENOENT`, …) of a thrown value, or undefined when it carries none. */
export function systemCodeOf(error: unknown): string | undefined {
  // Not by class: in tests the system's errors come from another realm than the class seen here.
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

export function diskFullProblem(folder: string, cause?: unknown): PostgresProblem {
  return new PostgresProblem(
    'disk_full',
    `There is no space left for the data folder ${folder}. Free some space, or set COUNTERSIGN_DATA_DIR to a folder on another disk.`,
    { cause },
  );
}

export function noRightProblem(folder: string, cause?: unknown): PostgresProblem {
  return new PostgresProblem(
    'no_right',
    `This user may not write to the data folder ${folder}. Start as the user that owns it, or set COUNTERSIGN_DATA_DIR to a folder of your own.`,
    { cause },
  );
}

/** Turns a file system error on the data folder into a sentence; anything else is returned as it came. */
export function asFolderProblem(folder: string, error: unknown): unknown {
  const code = systemCodeOf(error);
  if (code !== undefined && RIGHTS.has(code)) return noRightProblem(folder, error);
  if (code !== undefined && SPACE.has(code)) return diskFullProblem(folder, error);
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new PostgresProblem(
      'broken_folder',
      `The data folder ${folder} cannot be used, because a file stands where a folder should be. Move that file away, or set COUNTERSIGN_DATA_DIR to another folder.`,
      { cause: error },
    );
  }
  return error;
}
