import { documentOfEach, documentsOf } from './case-documents.js';
import type { Desk } from './desk.js';
import type { HistoryCase, HistoryDocument, HistoryEvent } from './history-case.js';
import { DocumentWalker, type DocumentWalk } from './walk-document.js';

/**
 * Does what a case's log says, event by event, each at the desk of its document; says for every document where the two first part and
 * how it ended. A note goes to the request submitted last, and waits for the first one where there is none yet.
 */
export async function walkCase(history: HistoryCase, deskOf: (document: HistoryDocument) => Desk): Promise<DocumentWalk[]> {
  const walkers = documentsOf(history).map((document) => new DocumentWalker(document, deskOf(document)));
  const [first] = walkers;
  if (!first) throw new Error('A case has one document at least.');
  let submittedLast: DocumentWalker | null = null;
  let waiting: HistoryEvent[] = [];
  const documents = documentOfEach(history);
  for (const [at, event] of history.events.entries()) {
    const walker = walkers[documents[at] ?? -1];
    if (walker) await walker.take(event);
    else waiting.push(event);
    if (walker?.isSubmitted && event.act === 'submitted') submittedLast = walker;
    if (!submittedLast) continue;
    for (const note of waiting) await submittedLast.note(note);
    waiting = [];
  }
  first.loseNotes(waiting.length);
  return walkers.map((walker) => walker.end());
}
