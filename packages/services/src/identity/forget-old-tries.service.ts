import type { House } from '../platform/index.js';

/** Forgets counts of tries, such as sign-ins from an address, that refuse nobody any more. Two rounds at once do no harm. */
export class ForgetOldTriesService {
  constructor(private readonly house: Pick<House, 'entry'>) {}

  /** Says how many were forgotten. */
  run(): Promise<number> {
    return this.house.entry.forgetTries();
  }
}
