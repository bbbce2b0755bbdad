import type { Operation } from '@countersign/contracts/platform';

/** A body with one thing wrong, and the pointer that the refusal must name, or something beneath. */
export interface WrongBody {
  readonly what: string;
  readonly body: unknown;
  readonly pointer: string;
}

/** Spoils a body that fits, field by field: missing, of another type, too long, with what cannot be stored; and adds what is not asked for. */
export function wrongBodies(operation: Operation, fits: Readonly<Record<string, unknown>>): WrongBody[] {
  const needed = (name: string) => operation.body?.safeParse(without(fits, name)).success === false;
  const fields = Object.entries(fits).flatMap(([name, value]): WrongBody[] => {
    const pointer = `/body/${name}`;
    const spoilt = (what: string, wrong: unknown) => ({ what: `${name} ${what}`, body: { ...fits, [name]: wrong }, pointer });
    const ofOtherType = [spoilt('is a number', 7.5), spoilt('is a list of lists', [[]])];
    const missing = needed(name) ? [{ what: `${name} is missing`, body: without(fits, name), pointer }] : [];
    if (typeof value !== 'string') return [...ofOtherType, ...missing];
    return [...ofOtherType, ...missing, spoilt('is too long', value.padEnd(5000, 'x')), spoilt('holds NUL', `${value}\u0000`), spoilt('holds half a surrogate pair', `${value}\ud800`)];
  });
  return [
    ...fields,
    { what: 'an unknown field', body: { ...fits, tenantId: 'another' }, pointer: '/body/tenantId' },
    { what: 'a field that nests without end', body: { ...fits, deep: nest(40) }, pointer: '/body/deep' },
    { what: 'a list', body: [fits], pointer: '/body' },
    { what: 'a text', body: 'text', pointer: '/body' },
  ];
}

const without = (fits: Readonly<Record<string, unknown>>, name: string) => Object.fromEntries(Object.entries(fits).filter(([key]) => key !== name));
const nest = (levels: number): unknown => (levels === 0 ? 1 : { more: nest(levels - 1) });
