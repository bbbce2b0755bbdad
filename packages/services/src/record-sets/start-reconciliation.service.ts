import type { startReconciliation } from '@countersign/contracts/record-sets';
import type { Call, House } from '../platform/index.js';
import { beginReadingFor } from './begin-reading.part.js';

export class StartReconciliationService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof startReconciliation>) {
    return beginReadingFor(this.house, call, 'compare');
  }
}
