import { expect } from '@jest/globals';
import { refusalCatalog, refusalsOf, type Operation, type RefusalCode } from '@countersign/contracts/platform';
import type { HttpWorld } from './http-world.js';
import { keptRows } from './kept-rows.js';
import type { Person } from './people.js';
import { sendRaw, type RawAnswer, type RawInput, type RawOptions } from './raw-call.js';

/** A call that is right in every respect: who makes it, with what. */
export interface ReadyCall {
  readonly by: Person;
  readonly input: RawInput;
}

export interface HttpChecks {
  readonly operation: Operation;
  readonly world: () => HttpWorld;
  /** Makes a call that would succeed, another one each time. */
  readonly ready: () => ReadyCall | Promise<ReadyCall>;
  /** False where another body names another company, and so another scope of keys. */
  readonly keyHoldsForOtherBody?: boolean;
}

/** Sends a call that must be refused, and holds that its contract lists the refusal, that it is a problem document, and that nothing was written. */
export async function expectRefusal(world: HttpWorld, operation: Operation, input: RawInput, options: RawOptions, code: RefusalCode): Promise<RawAnswer> {
  const before = await keptRows(world.api.database);
  const answer = await sendRaw(world.api.baseUrl, operation, input, options);
  expect({ status: answer.status, code: answer.json.code, type: answer.headers.get('content-type') }).toEqual({ status: refusalCatalog[code].status, code, type: expect.stringMatching(/^application\/problem\+json/) });
  expect(refusalsOf(operation)).toContain(code);
  expect(await keptRows(world.api.database)).toEqual(before);
  return answer;
}
