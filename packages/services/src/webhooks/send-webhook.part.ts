import { Agent, buildConnector, request } from 'undici';
import { isAllowedHost, isPublicAddress, publicLookup, refuseTargetByUrl, TargetRefused } from './check-target.part.js';
import { problemOf } from './problem-words.part.js';
import type { SignedWebhook } from './sign-webhook.part.js';

export interface SendOptions {
  readonly timeoutMs: number;
  readonly allowedHosts: readonly string[];
  /** By `performance.now()`: what is connected later sends nothing. */
  readonly sendBeforeMs?: number | undefined;
}

/** How a call ended. A status outside 2xx, a redirect too, is a failure: what was signed for one address goes to no other. */
export interface SendOutcome {
  readonly ok: boolean;
  readonly status: number | null;
  readonly problem: string | null;
  /** Not worth another try: the target may not be called. */
  readonly final: boolean;
}

/** Posts a signed webhook to a target that was checked, on the address and again on the connected socket. */
export async function sendWebhook(target: string, webhook: SignedWebhook, options: SendOptions): Promise<SendOutcome> {
  const dispatcher = agentFor(new URL(target), options);
  try {
    refuseTargetByUrl(new URL(target), options.allowedHosts);
    const signal = AbortSignal.timeout(options.timeoutMs);
    const answer = await request(target, { method: 'POST', body: webhook.body, headers: webhook.headers, dispatcher, signal });
    // The status has come: what becomes of the rest, which nobody reads, changes nothing. It is taken, so that the receiver can say it to its end.
    await answer.body.dump({ limit: 65_536, signal }).catch(() => undefined);
    const ok = answer.statusCode >= 200 && answer.statusCode < 300;
    return { ok, status: answer.statusCode, problem: ok ? null : `the receiver answered ${answer.statusCode}`, final: false };
  } catch (error) {
    return { ok: false, status: null, problem: problemOf(error, options.timeoutMs), final: isRefusedTarget(error) };
  } finally {
    await dispatcher.destroy();
  }
}

/** Connects to addresses that were checked only; `onConnected` is told once something can be sent. */
export function agentFor(url: URL, { timeoutMs, allowedHosts, sendBeforeMs = Infinity }: SendOptions, onConnected: () => void = () => undefined): Agent {
  const isAllowed = isAllowedHost(url, allowedHosts);
  const connect = buildConnector({ timeout: timeoutMs, ...(!isAllowed && { lookup: publicLookup }) });
  return new Agent({
    connect: (target, callback) => {
      connect(target, (error, socket) => {
        if (error) return callback(error, null);
        if (performance.now() > sendBeforeMs) {
          socket.destroy();
          return callback(new Error('it came to be sent too late: somebody else may have taken it over'), null);
        }
        if (isAllowed || isPublicAddress(socket.remoteAddress ?? '')) {
          onConnected();
          return callback(null, socket);
        }
        socket.destroy();
        return callback(new TargetRefused(`${socket.remoteAddress ?? 'the address'} is not public`), null);
      });
    },
  });
}

export const isRefusedTarget = (error: unknown) => error instanceof TargetRefused || (error instanceof Error && error.cause instanceof TargetRefused);
