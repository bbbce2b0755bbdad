/** One of these values, or nothing. */
export const oneOf = <Value extends string>(values: readonly Value[], value: unknown): Value | undefined => values.find((candidate) => candidate === String(value));

export const isId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);

type Given<Fields> = { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };

/** Only what is there: an address carries no empty parameters, and a question none that asks nothing. */
export const withoutGaps = <Fields extends object>(fields: Fields): Given<Fields> => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== '')) as Given<Fields>;
