import { getRequest, reviseRequest } from '@countersign/contracts/requests';
import { decideRequest } from '@countersign/contracts/tasks';
import type { HttpWorld } from './http-world.js';
import type { Person } from './people.js';
import { sendRaw, type RawAnswer } from './raw-call.js';
import { addFlow, approvalBy, lookAt, payEffect, type RequestFlow, type ShownDecision } from './request-flow.js';
import { seeded } from './seeded.js';

export type RaceKind = 'edit against approve' | 'last seat' | 'committee';

export interface RaceReport {
  readonly kind: RaceKind;
  readonly rounds: number;
  /** How often which answers came, each round's together. */
  readonly outcomes: ReadonlyMap<string, number>;
  /** A sentence for each decision that is recorded on what its signer was not shown, or beside another that excludes it. */
  readonly faults: readonly string[];
}

export interface Races {
  readonly rounds: number;
  readonly seed: number;
  /** A signer who, refused, signs whatever is there then without having looked: what must be found. */
  readonly planted?: boolean;
}

/** One who is about to decide, and what they were shown. */
interface Seat extends ShownDecision {
  readonly by: Person;
}

interface Round {
  readonly requestId: string;
  readonly seats: readonly Seat[];
  /** Sent beside the decisions. */
  readonly edit: (() => Promise<RawAnswer>) | null;
  readonly recordedMax: number;
}

/** People who race, and what they race for. */
export class Track {
  private constructor(
    private readonly world: HttpWorld,
    private readonly second: Person,
    private readonly committee: RequestFlow,
    /** Where nothing follows the last seat: no key of a further task or an effect is there to be taken twice. */
    private readonly onlyOne: RequestFlow,
  ) {}

  static async open(world: HttpWorld): Promise<Track> {
    const { company } = world;
    const second = await company.join('Second owner', ['Budget owner']);
    const committee = await addFlow(company, 'Committee', [approvalBy(company, 'Budget owner', { quorum: 2 }), payEffect(company)]);
    return new Track(world, second, committee, await addFlow(company, 'One of them', [approvalBy(company, 'Budget owner')]));
  }

  /** Races, one round after the other, each of everybody at once through two instances of the API; who starts first is by the seed, a few milliseconds apart. */
  async race(kind: RaceKind, { rounds, seed, planted = false }: Races): Promise<RaceReport> {
    const next = seeded(seed);
    const outcomes = new Map<string, number>();
    const faults: string[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const { requestId, seats, edit, recordedMax } = await this.prepare(kind, round, next);
      // Who signs unseen comes late, so that there is something that they were not shown.
      const decide = (seat: Seat, index: number) => pause(next() * 6 + (planted ? 60 * (index + Number(seats.length === 1)) : 0)).then(() => this.decide(seat, index % 2 === round % 2 ? 'api' : 'twin', planted));
      const [answers, edited] = await Promise.all([Promise.all(seats.map(decide)), edit === null ? null : pause(next() * 6).then(edit)]);
      const outcome = [...answers.map(said), ...(edited === null ? [] : [`edit ${said(edited)}`])].sort().join(', ');
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      faults.push(...(await this.faultsOf(requestId, seats, answers, recordedMax)).map((fault) => `round ${round}: ${fault}`));
    }
    return { kind, rounds, outcomes, faults };
  }

  private async prepare(kind: RaceKind, round: number, next: () => number): Promise<Round> {
    const { company, api, twin } = this.world;
    const content = { title: `Race ${round}`, amount: { amount: '12400.00', currency: 'EUR' } };
    const flows = { 'edit against approve': company, 'last seat': round % 4 < 2 ? this.onlyOne : company, committee: this.committee };
    const { id: requestId } = await flows[kind].submit(content);
    const signers = kind === 'edit against approve' ? [company.budgetOwner] : [company.budgetOwner, this.second];
    const seats = await Promise.all(signers.map(async (by) => ({ by, ...(await lookAt(by, requestId)) })));
    // Two who sign first both saw that another has to: what one of them signs is another consequence by then.
    const race = { requestId, seats, edit: null, recordedMax: 1 };
    if (kind !== 'edit against approve') return race;
    const changed = next() < 0.5 ? { ...content, note: 'immaterial' } : { ...content, title: `Race ${round}, changed` };
    return { ...race, edit: () => sendRaw((round % 2 === 0 ? api : twin).baseUrl, reviseRequest, { params: { requestId }, body: { content: changed } }, { by: company.requester }) };
  }

  private async decide({ by, params, body }: Seat, through: 'api' | 'twin', planted: boolean): Promise<RawAnswer> {
    const { baseUrl } = this.world[through];
    const answer = await sendRaw(baseUrl, decideRequest, { params, body }, { by });
    if (!planted || answer.status === 201) return answer;
    const unseen = await lookAt(by, await this.requestOf(params.taskId)).catch(() => null);
    return unseen === null ? answer : sendRaw(baseUrl, decideRequest, { params: unseen.params, body: unseen.body }, { by });
  }

  private async requestOf(taskId: string): Promise<string> {
    const [task] = await this.world.api.database.look<{ id: string }>('select request_id as id from app.tasks where id = $1', [taskId]);
    return task?.id ?? '';
  }

  private async faultsOf(requestId: string, seats: readonly Seat[], answers: readonly RawAnswer[], recordedMax: number): Promise<string[]> {
    const { database } = this.world.api;
    const recorded = await database.look<{ revisionDigest: string; consequencesDigest: string; taskId: string }>('select task_id as "taskId", revision_digest as "revisionDigest", consequences_digest as "consequencesDigest" from app.decisions where request_id = $1', [requestId]);
    const shown = ({ taskId, revisionDigest, consequencesDigest }: (typeof recorded)[number]) =>
      seats.some(({ params, body }) => params.taskId === taskId && body.revisionDigest === revisionDigest && body.consequencesDigest === consequencesDigest);
    const unseen = recorded.filter((decision) => !shown(decision)).length;
    const accepted = answers.filter(({ status }) => status === 201).length;
    const { status } = await this.world.company.requester.call(getRequest, { params: { requestId } });
    return [
      ...(unseen > 0 ? [`${unseen} recorded on what the signer was not shown; the request is ${status}`] : []),
      ...(recorded.length !== accepted ? [`${accepted} were answered as recorded, and ${recorded.length} are`] : []),
      ...(recorded.length > recordedMax ? [`${recorded.length} recorded where ${recordedMax} could be`] : []),
      ...(await this.outOfTurn(requestId)),
    ];
  }

  /** Facts of decisions on another revision than the one that held when they became true, and facts that are missing or doubled. */
  private async outOfTurn(requestId: string): Promise<string[]> {
    const facts = await this.world.api.database.look<{ seq: number; fact: { kind: string; revisionDigest?: string } }>('select f.seq, f.fact from app.facts f join app.runs r on r.tenant_id = f.tenant_id and r.id = f.run_id where r.request_id = $1 order by f.seq', [requestId]);
    let current: string | undefined;
    return facts.flatMap(({ seq, fact }, index) => {
      if (fact.kind === 'run_started' || fact.kind === 'revised') current = fact.revisionDigest;
      if (seq !== index + 1) return [`fact ${index + 1} is missing`];
      return fact.kind === 'decided' && fact.revisionDigest !== current ? [`fact ${seq} decides on a revision that did not hold any more`] : [];
    });
  }
}

const said = ({ status, json }: RawAnswer) => (status === 201 ? 'recorded' : String(json.code ?? status));
const pause = (delayMs: number) => new Promise((resolve) => setTimeout(resolve, delayMs));
