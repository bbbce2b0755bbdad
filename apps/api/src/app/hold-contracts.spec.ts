import { describe, expect, it } from '@jest/globals';
import { allOperations } from '@countersign/contracts/operations';
import type { Operation } from '@countersign/contracts/platform';
import { Controller } from '@nestjs/common';
import { pino } from 'pino';
import { Serves } from '../platform/serves.js';
import type { BuiltHouse } from './build-house.js';
import { controllers } from './controllers.js';
import { createApi } from './create-api.js';
import { contractFaults, servedBy } from './hold-contracts.js';
import type { ApiSettings } from './settings.js';

const operationNamed = (name: string): Operation => {
  const found = allOperations.get(name);
  if (!found) throw new Error(`there is no operation ${name}`);
  return found;
};
const without = (name: string) => controllers.filter((controller) => servedBy(controller)[0]?.name !== name);

/** A controller that serves the given operations. */
function serving(...operations: readonly Operation[]) {
  class Planted {}
  for (const [index, operation] of operations.entries()) {
    const descriptor = { value: () => null, configurable: true, writable: true };
    Object.defineProperty(Planted.prototype, `serve${index}`, descriptor);
    Serves(operation)(Planted.prototype, `serve${index}`, descriptor);
  }
  Controller()(Planted);
  return Planted;
}

describe('contracts and controllers', () => {
  it('match: every operation has one controller, and the other way round', () => {
    expect(contractFaults(controllers)).toEqual([]);
    expect(controllers.map((controller) => servedBy(controller)[0]?.name).sort()).toEqual([...allOperations.keys()].sort());
  });

  it('fail on an operation that nobody serves', () => {
    expect(contractFaults(without('listRoles'))).toEqual(['listRoles has 0 controllers; an operation has one']);
  });

  it('fail on an operation that two serve', () => {
    expect(contractFaults([...controllers, serving(operationNamed('listRoles'))])).toEqual(['listRoles has 2 controllers; an operation has one']);
  });

  it('fail on a controller that serves what no contract door exports', () => {
    const stray = { ...operationNamed('listRoles'), name: 'listGhosts', path: '/v1/ghosts' };
    expect(contractFaults([...controllers, serving(stray)])).toEqual(['Planted serves listGhosts, which no contract door exports']);
  });

  it('fail on a controller that serves nothing, and on one that serves two', () => {
    expect(contractFaults([...controllers, serving()])).toEqual(['Planted serves 0 operations; a controller serves one']);
    const both = serving(operationNamed('listRoles'), operationNamed('createRole'));
    expect(contractFaults([...without('listRoles').filter((controller) => servedBy(controller)[0]?.name !== 'createRole'), both])).toEqual(['Planted serves 2 operations; a controller serves one']);
  });

  it.each([undefined, null, ''])('fail on an operation whose permission is %p', (permission) => {
    const silent = { ...operationNamed('listRoles'), permission } as unknown as Operation;
    expect(contractFaults(controllers, new Map([...allOperations, ['listRoles', silent]]))).toEqual(['listRoles has no permission']);
  });
});

describe('the start', () => {
  const start = () => createApi({} as ApiSettings, {} as BuiltHouse, pino({ level: 'silent' }));

  it('fails, before anything is opened, while an operation has no permission', async () => {
    const operation = operationNamed('listRoles');
    const { permission } = operation;
    Object.assign(operation, { permission: undefined });
    try {
      await expect(start()).rejects.toThrow('The API does not start: listRoles has no permission.');
    } finally {
      Object.assign(operation, { permission });
    }
  });

  it('fails while an operation has no controller', async () => {
    const index = controllers.findIndex((controller) => servedBy(controller)[0]?.name === 'listRoles');
    const [removed] = controllers.splice(index, 1);
    try {
      await expect(start()).rejects.toThrow('The API does not start: listRoles has 0 controllers; an operation has one.');
    } finally {
      if (removed) controllers.splice(index, 0, removed);
    }
  });
});
