import { previewSpans, type previewWorkingTime, type WorkingSpan, type WorkingTime } from '@countersign/contracts/calendars';
import type { ReplyOf } from '@countersign/contracts/platform';
import type { Call, House } from '../platform/index.js';
import { refuseUnlessWorkable } from './check-calendar.part.js';
import { addWorking } from './working-time.part.js';
import { textIn } from './working-words.part.js';

type Preview = ReplyOf<typeof previewWorkingTime>;

/** Counts by what is sent: nothing is looked up, and nothing kept. */
export class PreviewWorkingTimeService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof previewWorkingTime>): Promise<Preview> {
    const { spans, from, ...calendar } = call.input.body;
    refuseUnlessWorkable(calendar);
    return Promise.resolve(previewOf(calendar, from === undefined ? this.house.now() : new Date(from), spans));
  }
}

/** When spans end by a calendar, begun at an instant. */
export function previewOf(calendar: WorkingTime, from: Date, spans: readonly WorkingSpan[] = previewSpans): Preview {
  const ends = spans.map((span) => addWorking(calendar, from, span)).map((at) => ({ at: at.toISOString(), text: textIn(calendar.timeZone, at) }));
  return { from: from.toISOString(), ends };
}
