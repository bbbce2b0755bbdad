import type { startReading } from '@countersign/contracts/record-sets';
import type { Call, House } from '../platform/index.js';
import { beginReadingFor } from './begin-reading.part.js';

export class StartReadingService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof startReading>) {
    return beginReadingFor(this.house, call, 'keep');
  }
}
