import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { actsOn, isFine, type Answer, type Behaviour, type Told } from './behaviours.js';
import { Ledger, receiptFor, subjectIn, type Arrival } from './ledger.js';
import { perform, send } from './perform.js';
import { Plan, type Always } from './plan.js';

export interface ReceiverOptions {
  /** What is drawn is drawn by this: 1 where it is left out. */
  readonly seed?: number;
  /** Whether a second call with a key gets the first one's answer and is not carried out. Not, where it is left out. */
  readonly honoursKeys?: boolean;
  /** What happens where nothing is planned: 204, where it is left out. */
  readonly otherwise?: Always;
  /** Why a call is none that may be taken, such as a wrong signature, or null: it is answered with 400, and nothing is done. */
  readonly refuses?: (arrival: Arrival) => string | null;
  /** What a call is about: `subject` of its body or of the `data` in it, where it is left out. */
  readonly subjectOf?: (body: string) => string | null;
}

/** One question whether anything was done under a key, and what was the case. */
export interface LookUp {
  readonly atMs: number;
  readonly key: string;
  readonly acted: boolean;
}

const lookUpPath = '/acts/';

/** Where calls are taken, whichever port they came through. */
export class Room {
  readonly ledger: Ledger;
  readonly plan: Plan;
  readonly lookUpPlan: Plan;
  readonly lookUps: LookUp[] = [];
  readonly problems: string[] = [];
  private readonly closing = new AbortController();
  private readonly openedAtMs = performance.now();

  constructor(private readonly options: ReceiverOptions) {
    const { seed = 1, otherwise = { status: 204 }, subjectOf = subjectIn } = options;
    this.ledger = new Ledger(subjectOf);
    this.plan = new Plan(seed, otherwise);
    this.lookUpPlan = new Plan(seed, {});
  }

  readonly listener: RequestListener = (request, response) => {
    // Callers that give up, and a receiver that closes, end what was under way.
    this.take(request, response).catch(() => response.destroy());
  };

  close(): void {
    this.closing.abort();
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const { method = 'GET', url: path = '/' } = request;
    const headers = request.headers as Record<string, string>;
    const url = `${'encrypted' in request.socket ? 'https' : 'http'}://${headers.host ?? ''}${path}`;
    if (method === 'GET' && path.startsWith(lookUpPath)) return this.lookUp(decodeURIComponent(path.slice(lookUpPath.length)), url, response);
    const arrival = this.ledger.note({ method, path, headers }, Buffer.concat(chunks));
    const refused = this.options.refuses?.(arrival) ?? null;
    if (refused !== null) {
      this.problems.push(refused);
      arrival.met = 'refuses';
      return send(response, { status: 400, headers: {}, body: '' });
    }
    const behaviour = await this.plan.behaviourFor(arrival);
    const isUp = this.isUp(behaviour);
    arrival.met = behaviour.does;
    await perform(behaviour, { response, honest: this.carryOut(arrival, behaviour, isUp), url, isUp, chance: this.plan.chance(arrival, 'time'), closed: this.closing.signal });
  }

  /** Acts, where that is what happens, and says what an honest receiver would answer. */
  private carryOut(arrival: ReturnType<Ledger['note']>, behaviour: Behaviour, isUp: boolean): Answer {
    const told: Told = behaviour.does === 'answers' || behaviour.does === 'answers late' ? behaviour : {};
    const acts = actsOn(behaviour, isUp);
    const first = this.options.honoursKeys === true && (acts || behaviour.does === 'lies') ? this.ledger.recall(arrival) : null;
    if (first !== null) return first;
    const answer = receiptFor(arrival, told);
    if (!acts) return answer;
    this.ledger.act(arrival);
    this.ledger.remember(arrival, isFine(answer.status) ? answer : receiptFor(arrival, {}));
    return answer;
  }

  private async lookUp(key: string, url: string, response: ServerResponse): Promise<void> {
    const acts = this.ledger.actsUnder(key);
    this.lookUps.push({ atMs: Date.now(), key, acted: acts.length > 0 });
    const call = { path: lookUpPath, key, nth: this.lookUps.filter((one) => one.key === key).length };
    const behaviour = await this.lookUpPlan.behaviourFor(call);
    const honest = { status: acts.length > 0 ? 200 : 404, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ key, acted: acts.length > 0, times: acts.length, digest: acts[0]?.digest ?? null }) };
    const said = behaviour.does === 'answers' && behaviour.status !== undefined ? receiptFor({ key, subject: null, digest: '', number: 0 }, behaviour) : honest;
    await perform(behaviour, { response, honest: said, url, isUp: this.isUp(behaviour), chance: this.lookUpPlan.chance(call, 'time'), closed: this.closing.signal });
  }

  private isUp(behaviour: Behaviour): boolean {
    if (behaviour.does !== 'flaps') return true;
    return (performance.now() - this.openedAtMs) % (behaviour.upMs + behaviour.downMs) < behaviour.upMs;
  }
}
