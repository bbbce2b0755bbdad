/**
 * A row that is claimed done without a test over HTTP and one in a browser, and a tag of a row that there is not.
 * @param {Record<string, { does: string, done?: boolean }>} rows
 * @param {ReturnType<typeof import('./read-tags.mjs').readTags>} tags
 * @returns {string[]} sentences
 */
export function findRowFaults(rows, tags) {
  const strays = [...tags].filter(([row]) => !Object.hasOwn(rows, row)).map(([row, tests]) => `There is no row ${row}, and ${tests.map(({ path }) => path).join(' and ')} says that it is proved.`);
  const claims = Object.entries(rows).filter(([, { done }]) => done === true).flatMap(([row]) => {
    const kinds = new Set((tags.get(row) ?? []).map(({ kind }) => kind));
    return [
      ...(kinds.has('http') || kinds.has('shared') ? [] : [`${row} is claimed done, and no .http.spec carries row:${row}.`]),
      ...(kinds.has('e2e') ? [] : [`${row} is claimed done, and no .e2e carries row:${row}.`]),
    ];
  });
  return [...strays, ...claims];
}
