import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

// Below the range from which Linux takes the ports of outgoing connections (32768 and up). A client that
// keeps dialling a dead server inside that range may be given the very port it dials, connects to itself,
// and the server can never come back on its port.
const LOWEST_PORT = 15_000;
const HIGHEST_PORT = 32_000;
const TRIES = 50;

/** Whether a server could listen on 127.0.0.1 at this port now. */
export function portIsFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ host: '127.0.0.1', port, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** A port on 127.0.0.1 that was free a moment ago. Throws when none of 50 random ones was. */
export async function pickFreePort(): Promise<number> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const port = randomInt(LOWEST_PORT, HIGHEST_PORT);
    if (await portIsFree(port)) return port;
  }
  throw new Error(`None of ${TRIES} ports tried on 127.0.0.1 is free.`);
}
