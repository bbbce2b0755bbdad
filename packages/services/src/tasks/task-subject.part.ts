import type { RequestFile } from '@countersign/database/requests';
import { findStep } from '@countersign/engine';
import { asTask } from '@countersign/permissions';
import { definitionOf } from '../requests/index.js';

/** A task as the rules look at it; who is asked is said by the caller. */
export function taskSubjectOf(file: RequestFile, stepId: string, candidateIds: readonly string[]): ReturnType<typeof asTask> {
  return asTask({ requesterId: file.requester.memberId, requesterMaySign: mayRequesterSign(file, stepId), candidateIds });
}

export function mayRequesterSign(file: RequestFile, stepId: string): boolean {
  const step = findStep(definitionOf(file).steps, stepId);
  return step?.kind === 'approval' && step.requesterMaySign === true;
}
