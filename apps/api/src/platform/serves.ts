import type { Operation } from '@countersign/contracts/platform';
import { applyDecorators, createParamDecorator, Delete, Get, HttpCode, Post, Put, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { callOn } from './edge-request.js';

export const CONTRACT = 'countersign:contract';

const methods = { GET: Get, POST: Post, PUT: Put, DELETE: Delete };

/** Serves an operation: route, method, status and everything that the guard and the reply check read come from its contract. */
export function Serves(operation: Operation): MethodDecorator {
  const path = operation.path.replace(/\{(\w+)\}/g, ':$1');
  return applyDecorators(SetMetadata(CONTRACT, operation), methods[operation.method](path), HttpCode(operation.status));
}

/** The call, checked and parsed by its contract; put there by the guard. */
export const Called = createParamDecorator((_: unknown, context: ExecutionContext) => callOn(context));
