import { connect, createServer, type Socket } from "node:net";

export type DarkProxy = { port: number; connections: () => number; goDark: () => void; close: () => Promise<void> };

/** Stands before a database. Once dark, what is connected stays connected and hears nothing more, as when a network drops packets. */
export async function darkProxy(target: { host: string; port: number }): Promise<DarkProxy> {
  const sockets = new Set<Socket>();
  let isDark = false;
  const server = createServer((near) => {
    const far = connect(target.port, target.host);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => sockets.delete(socket));
    }
    near.on("data", (bytes) => isDark || far.write(bytes));
    far.on("data", (bytes) => isDark || near.write(bytes));
    near.on("close", () => isDark || far.destroy());
    far.on("close", () => isDark || near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: address && typeof address === "object" ? address.port : 0,
    connections: () => sockets.size / 2,
    goDark: () => {
      isDark = true;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
