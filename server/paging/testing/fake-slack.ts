import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";

export type Said = { channel: string; ts: string; text: string; blocks: object[]; metadata: { event_payload?: { key?: string } } | null };
type Call = { method: string; fields: Record<string, string> };
type Trouble = { status?: number; error?: string; needed?: string; retryAfter?: string; isCutAfter?: boolean };

const TOKEN = "xoxb-test-token-0123456789";

/** Slack's Web API over HTTP: keeps what is said in each conversation, knows members by their addresses, and fails as it is told. */
export class FakeSlack {
  readonly token = TOKEN;
  url = "";
  host = "";
  readonly calls: Call[] = [];
  readonly said: Said[] = [];
  /** What came to a command's `response_url`, which is `<url>/later`. */
  readonly toldLater: string[] = [];
  /** Milliseconds that a method takes. */
  readonly delays = new Map<string, number>();
  /** What only one member sees. */
  readonly whispered: { user: string; text: string }[] = [];
  readonly members = new Map<string, string>();
  /** Members of another workspace, seen in a shared channel. */
  readonly foreign = new Set<string>();
  readonly channels = new Map<string, { name: string; isMember: boolean; invited: string[]; topic: string }>();
  /** What the next calls of a method meet, in order; `isCutAfter`: it is done, and the answer is lost. */
  readonly troubles = new Map<string, Trouble[]>();
  private readonly server = createServer((req, res) => void this.answer(req, res));
  private count = 0;

  async open(): Promise<this> {
    await new Promise<void>((ready) => this.server.listen(0, "127.0.0.1", ready));
    const address = this.server.address();
    this.host = `127.0.0.1:${address && typeof address === "object" ? address.port : 0}`;
    this.url = `http://${this.host}/api`;
    return this;
  }

  close(): Promise<void> {
    return new Promise((closed) => {
      this.server.closeAllConnections();
      this.server.close(() => closed());
    });
  }

  forget(): void {
    this.calls.length = 0;
    this.said.length = 0;
    this.whispered.length = 0;
    this.toldLater.length = 0;
    this.delays.clear();
    this.members.clear();
    this.foreign.clear();
    this.channels.clear();
    this.troubles.clear();
  }

  times(method: string): number {
    return this.calls.filter((call) => call.method === method).length;
  }

  private async answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    let text = "";
    for await (const chunk of req) text += String(chunk);
    const method = (req.url ?? "").replace("/api/", "");
    if (method === "later") {
      this.toldLater.push((JSON.parse(text) as { text: string }).text);
      return void res.end("ok");
    }
    const delay = this.delays.get(method);
    if (delay) await wait(delay);
    const fields = Object.fromEntries(new URLSearchParams(text));
    this.calls.push({ method, fields });
    const trouble = this.troubles.get(method)?.shift();
    if (trouble && !trouble.isCutAfter) {
      const { status = 200, error = "", needed, retryAfter } = trouble;
      res.writeHead(status, { "content-type": "application/json", ...(retryAfter ? { "retry-after": retryAfter } : {}) });
      return void res.end(status >= 500 ? "<html>broken</html>" : JSON.stringify({ ok: false, error, needed }));
    }
    const isSignedIn = req.headers.authorization === `Bearer ${TOKEN}`;
    const answer = isSignedIn ? this.perform(method, fields) : { ok: false, error: "invalid_auth" };
    if (trouble?.isCutAfter) return void res.socket?.destroy();
    res.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  }

  private perform(method: string, fields: Record<string, string>): object {
    switch (method) {
      case "auth.test":
        return { ok: true, team: "Acme", team_id: "T0ACME", user: "muster", url: "https://acme.slack.com/" };
      case "users.lookupByEmail":
        return this.memberBy(([, email]) => email === fields.email);
      case "users.info":
        return this.memberBy(([id]) => id === fields.user);
      case "conversations.open":
        return { ok: true, channel: { id: `D${fields.users}` } };
      case "conversations.history":
        return { ok: true, messages: this.said.filter(({ channel }) => channel === fields.channel) };
      case "chat.postMessage":
        return this.post(fields);
      case "chat.postEphemeral":
        this.whispered.push({ user: fields.user ?? "", text: fields.text ?? "" });
        return { ok: true };
      case "chat.delete":
        return this.remove(fields);
      case "chat.update":
        return this.update(fields);
      default:
        return this.conversation(method, fields);
    }
  }

  private memberBy(isMeant: (member: [string, string]) => boolean): object {
    const found = [...this.members].find(isMeant);
    return found
      ? { ok: true, user: { id: found[0], team_id: this.foreign.has(found[0]) ? "T0OTHER" : "T0ACME", is_bot: false, profile: { email: found[1] } } }
      : { ok: false, error: "users_not_found" };
  }

  private post({ channel = "", text = "", blocks = "[]", metadata = "null" }: Record<string, string>): object {
    const isMember = channel.startsWith("U");
    const known = this.channels.get(channel);
    if (!isMember && !known) return { ok: false, error: "channel_not_found" };
    if (known && !known.isMember) return { ok: false, error: "not_in_channel" };
    this.count += 1;
    const said = {
      channel: isMember ? `D${channel}` : channel,
      ts: `1795.${this.count}`,
      text,
      blocks: JSON.parse(blocks),
      metadata: JSON.parse(metadata),
    };
    this.said.push(said);
    return { ok: true, channel: said.channel, ts: said.ts };
  }

  private update({ channel, ts, text = "", blocks = "[]" }: Record<string, string>): object {
    const found = this.said.find((said) => said.channel === channel && said.ts === ts);
    if (!found) return { ok: false, error: "message_not_found" };
    found.text = text;
    found.blocks = JSON.parse(blocks);
    return { ok: true, channel, ts };
  }

  private remove({ channel, ts }: Record<string, string>): object {
    const at = this.said.findIndex((said) => said.channel === channel && said.ts === ts);
    if (at < 0) return { ok: false, error: "message_not_found" };
    this.said.splice(at, 1);
    return { ok: true, channel, ts };
  }

  private conversation(method: string, { channel = "", name = "", users = "", topic = "" }: Record<string, string>): object {
    if (method === "conversations.create") {
      if ([...this.channels.values()].some((one) => one.name === name)) return { ok: false, error: "name_taken" };
      const id = `C0NEW${this.channels.size}`;
      this.channels.set(id, { name, isMember: true, invited: [], topic: "" });
      return { ok: true, channel: { id, name } };
    }
    const found = this.channels.get(channel);
    if (!found) return { ok: false, error: "channel_not_found" };
    if (method === "conversations.invite") found.invited.push(...users.split(","));
    else if (method === "conversations.setTopic") found.topic = topic;
    else if (method !== "conversations.info") return { ok: false, error: "unknown_method" };
    return { ok: true, channel: { id: channel, name: found.name } };
  }
}
