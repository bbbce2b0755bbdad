import type { IncomingMessage } from 'node:http';
import type { BankAnswer } from './bank-answer.js';
import { readBody } from './receive-webhook.js';

interface Payee {
  readonly id: string;
  /** Counts up with each change. */
  readonly version: number;
  readonly name: string;
  readonly taxNumber: string;
  readonly iban: string;
}

const pageSize = 3;
const payeesMax = 1_000;
const known: readonly (readonly [name: string, taxNumber: string, iban: string])[] = [
  ['Lumen Stage Lighting', 'DE811001', 'DE02100100109307118603'],
  ['Harbour Catering', 'DE811002', 'DE02300209000106531065'],
  ['Oak & Sons Joinery', 'DE811003', 'DE02500105170137075030'],
  ['Nordwind Logistics', 'DE811004', 'DE02120300000000202051'],
  ['Atelier Fenn', 'DE811005', 'DE02200505501015871393'],
];

/** Whom the bank of the demo pays: `GET /payees` lists them in pages of three, `PUT /payees/<id>` changes or adds one, `DELETE` takes one away. */
export class Payees {
  private readonly payees = new Map<string, Payee>(known.map(([name, taxNumber, iban], index) => [`payee_${index + 1}`, { id: `payee_${index + 1}`, version: 1, name, taxNumber, iban }]));

  async answer(request: IncomingMessage, path: string, search: string): Promise<BankAnswer> {
    const id = path.slice('/payees/'.length);
    if (request.method === 'GET' && path === '/payees') return this.list(Number(new URLSearchParams(search).get('after') ?? '0'));
    const before = this.payees.get(id);
    if (request.method === 'PUT' && id !== '' && this.payees.size < payeesMax) return this.put(request, id, before);
    if (before === undefined) return { status: 404, body: { problem: 'There is no such payee.' } };
    if (request.method === 'DELETE') this.payees.delete(id);
    return { status: 200, body: { ...before } };
  }

  private list(after: number): BankAnswer {
    const all = [...this.payees.values()];
    const end = after + pageSize;
    return { status: 200, body: { items: all.slice(after, end), next: end < all.length ? `?after=${end}` : null } };
  }

  private async put(request: IncomingMessage, id: string, before: Payee | undefined): Promise<BankAnswer> {
    const said = textsOf(await readBody(request));
    const payee = { id, version: (before?.version ?? 0) + 1, name: said.name ?? before?.name ?? id, taxNumber: said.taxNumber ?? before?.taxNumber ?? '', iban: said.iban ?? before?.iban ?? '' };
    this.payees.set(id, payee);
    return { status: 200, body: { ...payee } };
  }
}

function textsOf(bytes: Buffer | undefined): Readonly<Record<string, string | undefined>> {
  try {
    const said = JSON.parse(bytes?.toString('utf8') ?? '') as unknown;
    return typeof said === 'object' && said !== null ? Object.fromEntries(Object.entries(said).filter((entry): entry is [string, string] => typeof entry[1] === 'string')) : {};
  } catch {
    return {};
  }
}
