import { allOperations } from '@countersign/contracts/operations';
import type { Operation } from '@countersign/contracts/platform';
import 'reflect-metadata';
import { CONTRACT } from '../platform/serves.js';

type ControllerClass = abstract new (...args: never[]) => object;

/** The operations that a controller serves. */
export function servedBy(controller: ControllerClass): Operation[] {
  const prototype = controller.prototype as Record<string, unknown>;
  return Object.getOwnPropertyNames(prototype)
    .filter((name) => name !== 'constructor' && typeof prototype[name] === 'function')
    .flatMap((name) => {
      const operation = Reflect.getMetadata(CONTRACT, prototype[name] as object) as Operation | undefined;
      return operation ? [operation] : [];
    });
}

/**
 * What keeps both ends from being held together, in words: an operation without a permission, without a controller, or with two;
 * a controller that serves none, or what no door of the contracts knows. The start fails on any.
 */
export function contractFaults(controllers: readonly ControllerClass[], operations: ReadonlyMap<string, Operation> = allOperations): string[] {
  const faults: string[] = [];
  const served = new Map<string, number>();
  for (const controller of controllers) {
    const own = servedBy(controller);
    if (own.length !== 1) faults.push(`${controller.name} serves ${own.length} operations; a controller serves one`);
    for (const { name } of own) {
      served.set(name, (served.get(name) ?? 0) + 1);
      if (!operations.has(name)) faults.push(`${controller.name} serves ${name}, which no contract door exports`);
    }
  }
  for (const operation of operations.values()) {
    if (!operation.permission) faults.push(`${operation.name} has no permission`);
    const count = served.get(operation.name) ?? 0;
    if (count !== 1) faults.push(`${operation.name} has ${count} controllers; an operation has one`);
  }
  return faults;
}
