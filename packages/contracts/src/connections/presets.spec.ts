import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import { createRecordSet } from '../record-sets/index.js';
import { createConnection } from './create-connection.contract.js';
import { connectionPresets } from './presets.js';

const taken = (schema: z.core.$ZodType | undefined, body: object) => (schema === undefined ? 'no schema' : z.safeParse(schema, body).error);
const connectionId = '019ab0c0-0000-7000-8000-000000000001';

describe.each(connectionPresets.map((preset) => [preset.id, preset] as const))('the preset for %s', (_id, preset) => {
  it('is taken as a connection and as record sets, as it stands (row:D5)', () => {
    expect(taken(createConnection.body, { ...preset.settings, name: preset.name, secret: 'Bearer secret' })).toBeUndefined();
    for (const set of preset.recordSets) expect(taken(createRecordSet.body, { ...set, connectionId })).toBeUndefined();
  });

  it('names what it begins with, and calls that something can be filled in (row:D5)', () => {
    expect([preset.name, preset.about, preset.secret].every((text) => text.length > 5)).toBe(true);
    for (const { path, body } of preset.calls) expect(`${path}${JSON.stringify(body)}`).toMatch(/\{\{[a-zA-Z.]+\}\}/);
  });
});
