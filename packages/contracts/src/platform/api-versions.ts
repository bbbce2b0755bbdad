/** The version of the API that is current, by the day on which it became so. */
export const currentApiVersion = '2026-11-30';
