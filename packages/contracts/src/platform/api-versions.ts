/** The versions of the API that are served, by the day on which each became the current one; oldest first. What changed is in `operations/older-shapes.ts`. */
export const apiVersions = ['2026-11-21', '2026-11-30'] as const;
export type ApiVersion = (typeof apiVersions)[number];

/** What a browser is answered in, and what a new API key is pinned to. */
export const currentApiVersion: ApiVersion = '2026-11-30';

export const isApiVersion = (text: string): text is ApiVersion => (apiVersions as readonly string[]).includes(text);

/** The header that names a version, in calls and in answers. */
export const apiVersionHeader = 'countersign-version';
