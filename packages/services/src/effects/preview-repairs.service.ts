import { Refusal } from '@countersign/contracts/platform';
import type { previewRepairs, Repair } from '@countersign/contracts/effects';
import type { RepairCount } from '@countersign/database/effects';
import { actorOf, type Call, type House } from '../platform/index.js';
import { leftOutOf, repairDigestOf, undoGoesWithSkip } from './view-repairs.part.js';

/** What would be done, to how many, up to now. */
export class PreviewRepairsService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof previewRepairs>) {
    const { how, ofState, connectionId = null, undo } = call.input.query;
    const undoes = undo === 'true';
    if (undoes && how !== 'skip') throw new Refusal('invalid_input', undoGoesWithSkip('/query/undo'));
    const scope = { ofState, connectionId, until: this.house.now() };
    return this.house.tenancy.read(actorOf(call.caller), async (tx) => {
      const [counted, connection] = await Promise.all([tx.effectRepairs.count(scope), connectionId === null ? null : tx.connections.find(connectionId)]);
      if (connectionId !== null && !connection) throw new Refusal('not_found');
      return { how, ofState, connectionId, until: scope.until.toISOString(), total: counted.total, inDoubt: counted.inDoubt, leftOut: leftOutOf(how, counted, undoes), undoes, sentence: undoes ? undoSentence(counted) : sentenceOf(how, counted), planDigest: repairDigestOf(how, scope, counted, undoes) };
    });
  }
}

const effects = (count: number) => (count === 1 ? '1 effect' : `${count} effects`);

function undoSentence(counted: RepairCount): string {
  const { total, done } = counted;
  const leftOut = leftOutOf('skip', counted, true);
  if (total === 0) return 'There is nothing to decide about.';
  const alone = leftOut > 0 ? ` ${effects(leftOut)} ${leftOut === 1 ? 'is' : 'are'} left as ${leftOut === 1 ? 'it is' : 'they are'}, since ${leftOut === 1 ? 'it' : 'they'} may have been carried out: decide about each by itself.` : '';
  return `${effects(total - leftOut)} would be left out, and what was carried out for their requests undone: ${effects(done)}, of each request the last first. Their requests would stand as reversed.${alone}`;
}

function sentenceOf(how: Repair, counted: RepairCount): string {
  const { total, inDoubt } = counted;
  if (total === 0) return 'There is nothing to decide about.';
  if (how === 'skip') return `${effects(total)} would be left out, and nothing more sent for them.${inDoubt > 0 ? ` ${effects(inDoubt)} may have been carried out all the same.` : ''}`;
  if (how === 'mark_done') return `${effects(total)} would count as done, and nothing more sent for them.`;
  const leftOut = leftOutOf(how, counted, false);
  const doubt = inDoubt > 0 ? ` Where one may have been carried out already, the same key or a question to the other system keeps it from being done twice.` : '';
  const alone = leftOut > 0 ? ` ${effects(leftOut)} ${leftOut === 1 ? 'is' : 'are'} left as ${leftOut === 1 ? 'it is' : 'they are'}, since trying again could do ${leftOut === 1 ? 'it' : 'them'} twice, or by another address or record than was signed: decide about each by itself.` : '';
  return `${effects(total - leftOut)} would be tried again.${doubt}${alone}`;
}
