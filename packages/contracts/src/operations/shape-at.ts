import type { ApiVersion, Operation } from '../platform/index.js';
import type { OperationExample } from './openapi.js';
import { shapeChanges, type OlderShape, type ShapeChange } from './older-shapes.js';

/** What has changed an operation since a version, the oldest first. */
function changesOf(operation: Operation, version: ApiVersion, changes: readonly ShapeChange[]): OlderShape[] {
  return changes.filter((change) => change.version > version).flatMap((change) => change.operations.get(operation) ?? []);
}

/** An operation as a version describes it: its path, rights and refusals are the same in all. */
export function operationAt(operation: Operation, version: ApiVersion, changes = shapeChanges): Operation {
  const older = changesOf(operation, version, changes);
  if (older.length === 0) return operation;
  const body = older.find((shape) => shape.body)?.body?.schema ?? operation.body;
  return { ...operation, ...(body && { body }), reply: older.find((shape) => shape.reply)?.reply?.schema ?? operation.reply };
}

/** A body that fits a version, as the operation takes it now. */
export function currentBodyOf(operation: Operation, version: ApiVersion, body: unknown, changes = shapeChanges): unknown {
  return changesOf(operation, version, changes).reduce((sent, { body: shape }) => (shape ? shape.toCurrent(sent) : sent), body);
}

/** An answer of now, as a version shows it. */
export function replyAt(operation: Operation, version: ApiVersion, reply: unknown, changes = shapeChanges): unknown {
  return changesOf(operation, version, changes).reduceRight((answer, { reply: shape }) => (shape ? shape.toOlder(answer) : answer), reply);
}

/** An example of now, as it was called and answered in a version. */
export function exampleAt(operation: Operation, version: ApiVersion, { input, reply }: OperationExample): OperationExample {
  const body = changesOf(operation, version, shapeChanges).reduceRight((sent, { body: shape }) => (shape ? shape.toOlder(sent) : sent), input.body);
  return { input: { ...input, ...(input.body !== undefined && { body }) }, reply: replyAt(operation, version, reply) };
}
