import type { ApiVersion, EventType, Operation } from '../platform/index.js';
import type { OperationExample } from './openapi.js';
import { shapeChanges, type OlderEvent, type OlderShape, type ShapeChange } from './older-shapes.js';

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

function eventChangesOf(type: EventType, version: ApiVersion): OlderEvent[] {
  return shapeChanges.filter((change) => change.version > version).flatMap((change) => change.events?.get(type) ?? []);
}

/** What a webhook says, of now, as a version says it. Works with a body whose time is not added yet, too. */
export function eventAt(type: EventType, version: ApiVersion, body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return eventChangesOf(type, version).reduceRight((said, older) => older.toOlder(said), body);
}

/** What a version holds the body of a webhook to. */
export const eventSchemaAt = (type: EventType, version: ApiVersion): EventType['schema'] => eventChangesOf(type, version)[0]?.schema ?? type.schema;

/** What has changed of webhooks after one version and up to another, in words. */
export const eventChangesBetween = (from: ApiVersion, to: ApiVersion): string[] => shapeChanges.filter(({ version, events }) => events !== undefined && version > from && version <= to).map(({ says }) => says);
