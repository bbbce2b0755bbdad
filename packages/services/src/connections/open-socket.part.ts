import { connect, type Socket } from 'node:net';
import { isAllowedHost, isPublicAddress, publicLookup, refuseTargetByUrl, TargetRefused } from '../webhooks/index.js';

/** Connects to a host and port that were checked, by name and again on the connected socket: what is spoken to is what may be. */
export function openSocket(url: URL, { timeoutMs, allowedHosts }: { readonly timeoutMs: number; readonly allowedHosts: readonly string[] }): Promise<Socket> {
  refuseTargetByUrl(url, allowedHosts);
  const isAllowed = isAllowedHost(url, allowedHosts);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve, reject) => {
    // The parser leaves the port of HTTP out.
    const socket = connect({ host, port: Number(url.port || '80'), ...(!isAllowed && { lookup: publicLookup }) });
    const fail = (error: Error) => {
      clearTimeout(timer);
      socket.destroy();
      reject(error);
    };
    const timer = setTimeout(() => fail(new Error(`no connection within ${timeoutMs} ms`)), timeoutMs);
    socket.once('error', fail);
    socket.once('connect', () => {
      clearTimeout(timer);
      if (!isAllowed && !isPublicAddress(socket.remoteAddress ?? '')) return fail(new TargetRefused(`${socket.remoteAddress ?? 'the address'} is not public`));
      socket.off('error', fail);
      resolve(socket);
    });
  });
}
