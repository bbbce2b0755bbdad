import { setTimeout as pause } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { keptAliveSend } from '../platform/kept-alive-send.js';
import type { InboundCompany } from './inbound-company.js';

export interface InboundAnswer {
  readonly status: number;
  readonly text: string;
}

const triesMax = 200;
const waitMaxMs = 1_000;

/** Another system: signs what it says each time that it says it, and says it again until it is heard. */
export class InboundSender {
  /** How often something was sent, and how often of that there was no answer or one that asks to come again. */
  readonly counts = { sent: 0, unheard: 0 };
  private readonly webhook: Webhook;
  private readonly url: string;

  constructor(baseUrl: string, { source, secret }: InboundCompany) {
    this.webhook = new Webhook(secret);
    this.url = `${baseUrl}${source.path}`;
  }

  /** Once. Null where there was no answer. */
  async sendOnce(id: string, body: string | Buffer, contentType = 'application/json'): Promise<InboundAnswer | null> {
    const at = new Date();
    const signature = this.webhook.sign(id, at, body.toString());
    this.counts.sent += 1;
    try {
      // Bytes that are no text are sent as they are.
      const answer = await keptAliveSend(this.url, { method: 'POST', headers: { 'content-type': contentType, 'webhook-id': id, 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)), 'webhook-signature': signature }, body: body as string });
      return { status: answer.status, text: JSON.stringify(await answer.json().catch(() => null)) };
    } catch {
      return null;
    }
  }

  /** Until it is taken or refused for good. */
  async send(id: string, body: string): Promise<InboundAnswer> {
    for (let attempt = 1; attempt <= triesMax; attempt += 1) {
      const answer = await this.sendOnce(id, body);
      if (answer !== null && answer.status !== 429 && answer.status < 500) return answer;
      this.counts.unheard += 1;
      await pause(Math.min(waitMaxMs, 20 * 2 ** attempt) * (0.5 + Math.random()));
    }
    throw new Error(`${id} was not heard in ${triesMax} tries.`);
  }
}
