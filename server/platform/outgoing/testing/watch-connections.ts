import { Socket } from "node:net";

/** Notes where this process begins to connect to, wherever that is and whether anybody answers. Ports named as meant are left out. */
export function watchConnections(meant: readonly number[]) {
  const begun: string[] = [];
  const original = Socket.prototype.connect;
  Socket.prototype.connect = function connect(this: Socket, ...args: unknown[]) {
    const [first] = args.flat() as [{ port?: number; host?: string; path?: string } | undefined];
    if (!meant.includes(Number(first?.port))) begun.push(first?.path ?? `${first?.host}:${first?.port}`);
    return Reflect.apply(original, this, args);
  } as typeof original;
  return {
    begun,
    stop() {
      Socket.prototype.connect = original;
    },
  };
}
