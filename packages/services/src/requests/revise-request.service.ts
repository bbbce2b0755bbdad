import type { RequestFile } from '@countersign/database/requests';
import type { reviseRequest } from '@countersign/contracts/requests';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { foundBy } from './find-requests.part.js';
import { checkAgainst } from './material.part.js';
import { chosenRecords, linkFields, recordsToldOf } from './named-records.part.js';
import { usableFiles, withFiles } from './revision-files.part.js';
import { commandRequest, lockOwnRequest } from './command-request.part.js';

/** Submits a new revision: voids the signatures that are bound to what changed, and no others. After a return everything is signed anew. */
export class ReviseRequestService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof reviseRequest>) {
    const actor = actorOf(call.caller);
    return change(this.house, call, actor, async (tx, record, at) => {
      const file = await lockOwnRequest(tx, actor, call.input.params.requestId);
      const before = await tx.attachments.listOf(file.requestId, file.run.state.revision);
      const files = await usableFiles(tx, actor, call.input.body.attachmentIds ?? before.map(({ id }) => id), file.requestId);
      const checked = checkAgainst(file.requestType, call.input.body.content, files);
      const records = await chosenRecords(tx, file.requestType.form, checked.content);
      const revision = file.run.state.revision + 1;
      const { revisionDigest, materialDigest } = checked;
      const command = { kind: 'revise', memberId: actor.memberId, revision, revisionDigest, materialDigest } as const;
      const signed = await tx.attachments.contentsOf(file.requestId, signedRevisions(file));
      const contents = { signed: new Map([...signed].map(([number, { content, files: theirs }]) => [number, withFiles(content, theirs)])), now: withFiles(checked.content, files) };
      return commandRequest({ tx, record, at, file, checked, command, contents, action: call.operation.auditAction, reason: null, told: recordsToldOf(records) }, async () => {
        const words = foundBy(checked, { number: file.number, requesterName: file.requester.name, requestTypeName: file.requestType.name });
        await tx.requests.insertRevision({ number: file.number, words, requestId: file.requestId, revision, content: checked.content, revisionDigest, materialDigest, createdBy: actor.memberId, at: at.toISOString() });
        await linkFields(tx, { requestId: file.requestId, revision, at }, records);
        await tx.attachments.link(file.requestId, revision, files.map(({ id }) => id));
      });
    });
  }
}

/** The revisions that somebody signed, or was asked about, and whose signatures may carry over. */
function signedRevisions({ run: { state } }: RequestFile): number[] {
  return [...new Set([...state.signatures, ...state.openTasks].map(({ revision }) => revision))];
}
