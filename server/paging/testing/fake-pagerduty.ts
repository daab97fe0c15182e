import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

export type FakeAlert = { key: string; status: "triggered" | "acknowledged" | "resolved"; payload: Record<string, unknown>; triggers: number };

const ROUTING_KEY = "0123456789abcdef0123456789abcdef";
const API_KEY = "u+read-only-key-of-a-test";

/** PagerDuty's Events API v2, and the part of its API that tells who somebody is, over HTTP. */
export class FakePagerDuty {
  readonly routingKey = ROUTING_KEY;
  readonly apiKey = API_KEY;
  url = "";
  host = "";
  readonly alerts = new Map<string, FakeAlert>();
  readonly users = new Map<string, { email: string; name: string }>();
  /** Statuses that the next events are answered with instead. */
  readonly troubles: { status: number; retryAfter?: string }[] = [];
  isDown = false;
  requests = 0;
  private readonly server = createServer((req, res) => void this.answer(req, res));

  async open(): Promise<this> {
    await new Promise<void>((ready) => this.server.listen(0, "127.0.0.1", ready));
    const address = this.server.address();
    this.host = `127.0.0.1:${address && typeof address === "object" ? address.port : 0}`;
    this.url = `http://${this.host}`;
    return this;
  }

  close(): Promise<void> {
    return new Promise((closed) => {
      this.server.closeAllConnections();
      this.server.close(() => closed());
    });
  }

  forget(): void {
    this.alerts.clear();
    this.users.clear();
    this.troubles.length = 0;
    this.isDown = false;
    this.requests = 0;
  }

  private async answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    let text = "";
    for await (const chunk of req) text += String(chunk);
    this.requests += 1;
    if (this.isDown) return void res.socket?.destroy();
    const reply = (status: number, body: object, headers: Record<string, string> = {}) =>
      void res.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
    const id = /^\/users\/(\w+)$/.exec(req.url ?? "")?.[1];
    if (id !== undefined) {
      const user = req.headers.authorization === `Token token=${API_KEY}` ? this.users.get(id) : undefined;
      return user ? reply(200, { user: { id, ...user } }) : reply(404, { error: { message: "Not Found" } });
    }
    const trouble = this.troubles.shift();
    if (trouble) return reply(trouble.status, {}, trouble.retryAfter ? { "retry-after": trouble.retryAfter } : {});
    const event = JSON.parse(text) as { routing_key: string; event_action: string; dedup_key: string; payload: Record<string, unknown> };
    if (event.routing_key !== ROUTING_KEY) return reply(400, { status: "invalid event", errors: ["'routing_key' is invalid"] });
    this.take(event);
    reply(202, { status: "success", dedup_key: event.dedup_key });
  }

  private take({
    event_action: action,
    dedup_key: key,
    payload,
  }: {
    event_action: string;
    dedup_key: string;
    payload: Record<string, unknown>;
  }): void {
    const before = this.alerts.get(key);
    if (action === "trigger") {
      this.alerts.set(key, before ? { ...before, triggers: before.triggers + 1 } : { key, status: "triggered", payload, triggers: 1 });
    } else if (before && before.status !== "resolved") before.status = action === "resolve" ? "resolved" : "acknowledged";
  }
}
