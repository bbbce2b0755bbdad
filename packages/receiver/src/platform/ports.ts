import type { AddressInfo, Server, Socket } from 'node:net';

/** A server that listens on a port of its own, on this machine only. */
export interface Port {
  readonly host: string;
  /** How many connections were ever made. */
  readonly connections: number;
  /** Ends what is open, too. */
  close(): Promise<void>;
}

export async function listen(server: Server): Promise<Port> {
  const open = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections += 1;
    open.add(socket);
    // Callers that give up reset; that is theirs to tell.
    socket.on('error', () => undefined).once('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve, reject) => void server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    get connections() {
      return connections;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
