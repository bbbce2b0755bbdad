import { eventAt, eventSchemaAt, eventTypes, schemaOf } from '@countersign/contracts/operations';
import { currentApiVersion } from '@countersign/contracts/platform';
import type { listEventTypes } from '@countersign/contracts/webhooks';
import type { Call } from '../platform/index.js';

/** The same for everybody: it is what the contracts say. */
export class ListEventTypesService {
  run(call: Call<typeof listEventTypes>) {
    const { version = currentApiVersion } = call.input.query;
    const items = eventTypes.filter(({ since }) => since <= version).map((type) => ({ name: type.name, summary: type.summary, since: type.since, schema: schemaOf(eventSchemaAt(type, version), 'output'), example: { ...eventAt(type, version, type.example) } }));
    return Promise.resolve({ version, items });
  }
}
