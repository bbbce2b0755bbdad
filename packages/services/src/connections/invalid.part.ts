import { Refusal } from '@countersign/contracts/platform';

/** What is wrong with one field of a connection. */
export const invalid = (pointer: string, detail: string) => new Refusal('invalid_input', { detail: `${detail} Nothing was saved.`, errors: [{ pointer, detail }] });
