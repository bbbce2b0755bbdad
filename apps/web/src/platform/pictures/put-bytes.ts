/** The address took nothing: it has expired, or is not for these bytes. A new one may. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

/** Nothing arrived, as far as one can tell. */
export class NotArrived extends Error {
  override readonly name = 'NotArrived';
}

export interface Sending {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly blob: Blob;
  /** From 0 to 1. */
  readonly onProgress: (share: number) => void;
  /** Ends it: what has arrived so far is thrown away where it arrived. */
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

/** Puts bytes to an address and says how far it is. fetch says nothing of what it has sent. */
export function putBytes({ url, headers, blob, onProgress, signal, timeoutMs = 60_000 }: Sending): Promise<void> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open('PUT', url);
    for (const [name, value] of Object.entries(headers)) call.setRequestHeader(name, value);
    call.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    call.onload = () => (call.status >= 200 && call.status < 300 ? resolve() : reject(call.status >= 400 && call.status < 500 ? new AddressRefused(`The address answered ${call.status}.`) : new NotArrived(`The store answered ${call.status}.`)));
    call.onerror = () => reject(new NotArrived('There was no answer.'));
    call.ontimeout = () => reject(new NotArrived('There was no answer in time.'));
    call.timeout = timeoutMs;
    call.onabort = () => reject(new NotArrived('It was stopped.'));
    signal?.addEventListener('abort', () => call.abort());
    call.send(blob);
  });
}

export async function sha256Of(blob: Blob): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
