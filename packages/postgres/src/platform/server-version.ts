/** The oldest PostgreSQL that Countersign runs on, as a major version. */
export const OLDEST_SERVER_VERSION = 16;

/**
 * What is wrong with a server's version, as a sentence, or undefined when it will do.
 *
 * @param versionNum what `SHOW server_version_num` answers: major × 10,000 + minor (180004 is 18.4)
 */
export function serverVersionProblem(versionNum: number): string | undefined {
  if (!Number.isInteger(versionNum) || versionNum <= 0) {
    return 'The database server did not say which version it is. Set DATABASE_URL to a PostgreSQL server.';
  }
  const major = Math.floor(versionNum / 10_000);
  if (major >= OLDEST_SERVER_VERSION) return undefined;
  return `The PostgreSQL server is version ${major}, and Countersign needs ${OLDEST_SERVER_VERSION} or newer. Upgrade it, or unset DATABASE_URL to use the embedded one.`;
}
