import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, createServer as createSocketServer, isIP, type Server as SocketServer } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { checkUrl, OutgoingFailed, outgoing, RefusedAddress, type Resolve } from "./index.ts";
import { REFUSED_AS_WRITTEN, REFUSED_WHEN_RESOLVED } from "./testing/refused.ts";
import { watchConnections } from "./testing/watch-connections.ts";

/** Each address that the forms stand for, as a resolver may answer with it. */
const NUMBERS = [...new Set(REFUSED_AS_WRITTEN.map(hostOf).filter((host) => isIP(host) !== 0))];
const numbered = Object.fromEntries(NUMBERS.map((address, index) => [`n${index}.example.com`, [address]]));
const NAMES: Record<string, string[]> = {
  ...REFUSED_WHEN_RESOLVED,
  ...numbered,
  "hooks.internal": ["127.0.0.1"],
  "link-local.internal": ["169.254.169.254"],
};
const resolve: Resolve = async (host) => {
  const found = NAMES[host];
  if (!found) throw new Error("ENOTFOUND");
  return found;
};

let victim: Server;
let victim6: Server;
let friend: Server;
let connections = 0;
let watch: ReturnType<typeof watchConnections>;
let answer: RequestListener;
let here: string;

beforeAll(async () => {
  victim = await listening((_req, res) => res.end("the crown jewels"));
  victim6 = await listening((_req, res) => res.end("the crown jewels"), "::1", portOf(victim));
  for (const server of [victim, victim6]) server.on("connection", () => (connections += 1));
  friend = await listening((req, res) => answer(req, res));
  here = `127.0.0.1:${portOf(friend)}`;
  watch = watchConnections([portOf(friend)]);
});
afterAll(() => {
  watch.stop();
  for (const server of [victim, victim6, friend]) {
    server.close();
    server.closeAllConnections();
  }
});
beforeEach(() => {
  connections = 0;
  watch.begun.length = 0;
});

const written = REFUSED_AS_WRITTEN.map((form) => [form] as const);
const resolved = Object.keys({ ...REFUSED_WHEN_RESOLVED, ...numbered }).map((name) => [`https://${name}:PORT/`] as const);

function expectNothingReached(): void {
  expect({ connections, begun: watch.begun }).toEqual({ connections: 0, begun: [] });
}

test("the table has sixty forms and more, and a connection that does begin is seen", async () => {
  expect(new Set(REFUSED_AS_WRITTEN).size).toBeGreaterThan(60);
  const target = `127.0.0.1:${portOf(victim)}`;
  expect((await outgoing({ url: `http://${target}/`, allowedHosts: [target] }, resolve)).text).toBe("the crown jewels");
  expect({ connections, begun: watch.begun.length }).toEqual({ connections: 1, begun: 1 });
});

describe("an address inside a network", () => {
  test.each(written)("%j is refused when it is saved, and nothing is reached", (form) => {
    expect(() => checkUrl(at(form), [])).toThrow(RefusedAddress);
    expectNothingReached();
  });

  test.each(resolved)("%j asks nobody when it is saved: only the resolver could tell", (form) => {
    expect(checkUrl(at(form), []).isAllowed).toBe(false);
    expectNothingReached();
  });

  test.each([...written, ...resolved])("%j is refused when it is asked, and nothing is reached", async (form) => {
    await expect(outgoing({ url: at(form), allowedHosts: [] }, resolve)).rejects.toThrow(RefusedAddress);
    expectNothingReached();
  });

  test.each([...written, ...resolved])("%j is refused as the end of a redirect from an allowed host, and nothing is reached", async (form) => {
    const location = Buffer.from(at(form)).toString("latin1").replace(/[\t]/g, "%09");
    answer = (_req, res) => res.writeHead(307, { location }).end();
    const asked = outgoing({ url: `http://${here}/`, allowedHosts: [here] }, resolve);
    await expect(asked).rejects.toSatisfy((error) => error instanceof RefusedAddress || isHarmless(error));
    expectNothingReached();
  });

  test("says what to do", () => {
    expect(() => checkUrl("https://10.0.0.1/", [])).toThrow(
      "10.0.0.1 is a private or special address. Ask an administrator to allow the host in Settings",
    );
  });

  test("is resolved once: a name that turns private after the check is asked at what was checked", async () => {
    const answers = [["240.1.2.3"], ["127.0.0.1"]];
    let asked = 0;
    const turning: Resolve = async () => answers[asked++] ?? [];
    await expect(outgoing({ url: `https://turning.example.com:${portOf(victim)}/`, allowedHosts: [] }, turning)).rejects.toThrow(RefusedAddress);
    expect([asked, connections]).toEqual([1, 0]);
    asked = 0;
    answers[0] = ["93.184.215.14"];
    const sent = outgoing({ url: `https://turning.example.com:${portOf(victim)}/`, allowedHosts: [], timeoutMs: 400 }, turning);
    await expect(sent).rejects.toThrow(OutgoingFailed);
    expect([asked, connections]).toEqual([1, 0]);
  });

  test("is checked again at each hop, though the name was fine at the one before", async () => {
    let asked = 0;
    const turning: Resolve = async () => (asked++ === 0 ? ["127.0.0.1"] : ["169.254.169.254"]);
    answer = (_req, res) => res.writeHead(302, { location: "/again" }).end();
    const host = `hooks.internal:${portOf(friend)}`;
    await expect(outgoing({ url: `http://${host}/`, allowedHosts: [host] }, turning)).rejects.toThrow(RefusedAddress);
    expect(asked).toBe(2);
  });
});

describe("an allowed host", () => {
  test("is asked over http, by name and by number, on its port alone", async () => {
    answer = (req, res) => res.writeHead(201, { "x-said": "yes" }).end(`${req.method} ${req.url} ${req.headers.host}`);
    const port = portOf(friend);
    const byName = await outgoing(
      { url: `http://HOOKS.internal.:${port}/a?b=c#d`, method: "POST", body: "{}", allowedHosts: [`hooks.internal:${port}`] },
      resolve,
    );
    expect(byName).toMatchObject({ status: 201, text: `POST /a?b=c hooks.internal:${port}`, isCut: false });
    expect(byName.headers["x-said"]).toBe("yes");
    expect((await outgoing({ url: `http://127.1:${port}/`, allowedHosts: ["127.0.0.1"] }, resolve)).status).toBe(201);
    expect(() => checkUrl(`http://hooks.internal:${port + 1}/`, [`hooks.internal:${port}`])).toThrow(RefusedAddress);
    expect(() => checkUrl(`http://other.hooks.internal:${port}/`, ["hooks.internal"])).toThrow(RefusedAddress);
    expect(checkUrl("http://hooks.internal/", ["hooks.internal:80"]).isAllowed).toBe(true);
  });

  test("is never asked where clouds hand out credentials", async () => {
    await expect(outgoing({ url: "http://link-local.internal/", allowedHosts: ["link-local.internal"] }, resolve)).rejects.toThrow(RefusedAddress);
    expect(() => checkUrl("http://169.254.169.254/", ["169.254.169.254"])).toThrow(RefusedAddress);
  });

  test("is followed through three redirects and no more, with method and body where the status keeps them", async () => {
    const seen: string[] = [];
    let hops = 3;
    answer = (req, res) => {
      const parts: Buffer[] = [];
      req.on("data", (part: Buffer) => parts.push(part));
      req.on("end", () => {
        seen.push(`${req.method} ${req.url} ${Buffer.concat(parts)}`);
        const step = seen.length;
        if (step <= hops) res.writeHead(308, { location: `/${step}` }).end();
        else res.end("arrived");
      });
    };
    const send = () => outgoing({ url: `http://${here}/0`, method: "POST", body: "b", allowedHosts: [here] }, resolve);
    expect((await send()).text).toBe("arrived");
    expect(seen).toEqual(["POST /0 b", "POST /1 b", "POST /2 b", "POST /3 b"]);
    seen.length = 0;
    hops = 4;
    await expect(send()).rejects.toMatchObject({ reason: "redirected" });
    expect(seen).toHaveLength(4);
  });

  test("that answers a change with a redirect which drops the body is not followed", async () => {
    answer = (_req, res) => res.writeHead(302, { location: "/elsewhere" }).end();
    expect((await outgoing({ url: `http://${here}/`, method: "POST", body: "b", allowedHosts: [here] }, resolve)).status).toBe(302);
  });

  test("does not pass on what proves who asks to the next host", async () => {
    const port = portOf(friend);
    const seen: (string | undefined)[] = [];
    answer = (req, res) => {
      seen.push(req.headers.authorization);
      if (req.url === "/") res.writeHead(302, { location: `http://hooks.internal:${port}/next` }).end();
      else res.end();
    };
    await outgoing({ url: `http://${here}/`, headers: { Authorization: "Bearer x" }, allowedHosts: [here, "hooks.internal"] }, resolve);
    expect(seen).toEqual(["Bearer x", undefined]);
  });

  test("is asked over a new connection each time", async () => {
    const ports = new Set<number | undefined>();
    answer = (req, res) => {
      ports.add(req.socket.remotePort);
      res.end();
    };
    for (let turn = 0; turn < 3; turn += 1) await outgoing({ url: `http://${here}/`, allowedHosts: [here] }, resolve);
    expect(ports.size).toBe(3);
  });

  test("keeps its connection where that is wanted, until its name means another address, which is checked", async () => {
    const seen: (number | undefined)[] = [];
    answer = (req, res) => {
      seen.push(req.socket.remotePort);
      res.end("ok");
    };
    const port = portOf(friend);
    let address = "127.0.0.1";
    const moving: Resolve = async () => [address];
    const ask = () => outgoing({ url: `http://hooks.internal:${port}/`, allowedHosts: [`hooks.internal:${port}`], isKept: true }, moving);
    for (let turn = 0; turn < 6; turn += 1) {
      await ask();
      await new Promise((done) => setImmediate(done));
    }
    expect(new Set(seen).size).toBeLessThan(3);
    address = "169.254.169.254";
    await expect(ask()).rejects.toThrow(RefusedAddress);
    expect(seen).toHaveLength(6);
  });
});

describe("an answer", () => {
  test("that is too large is refused, or cut where that is allowed", async () => {
    answer = (_req, res) => res.end("x".repeat(5_000));
    const asked = { url: `http://${here}/`, allowedHosts: [here], maxBytes: 1_000 };
    await expect(outgoing(asked, resolve)).rejects.toMatchObject({ reason: "too-large" });
    expect(await outgoing({ ...asked, isCutAllowed: true }, resolve)).toMatchObject({ isCut: true, text: "x".repeat(1_000) });
    expect(await outgoing({ ...asked, maxBytes: 5_000 }, resolve)).toMatchObject({ isCut: false });
  });

  test("that never begins, trickles, or follows a resolver that never answers ends in time", async () => {
    const asked = { url: `http://${here}/`, allowedHosts: [here], timeoutMs: 150 };
    answer = () => undefined;
    await expect(outgoing(asked, resolve)).rejects.toMatchObject({ reason: "timed-out" });
    answer = (_req, res) => {
      const drip = setInterval(() => res.write("."), 20);
      res.on("close", () => clearInterval(drip));
    };
    await expect(outgoing(asked, resolve)).rejects.toMatchObject({ reason: "timed-out" });
    const silent: Resolve = () => new Promise(() => undefined);
    await expect(outgoing({ ...asked, url: "https://slow.example.com/" }, silent)).rejects.toMatchObject({ reason: "timed-out" });
  });

  test("that is cut off, is no HTTP, or has an endless head is a failure that says so", async () => {
    answer = (_req, res) => {
      res.writeHead(200, { "content-length": "100" });
      res.write("half", () => res.destroy());
    };
    await expect(outgoing({ url: `http://${here}/`, allowedHosts: [here] }, resolve)).rejects.toMatchObject({ reason: "unreachable", status: 503 });
    for (const reply of ["SSH-2.0-OpenSSH_9.6\r\n", `HTTP/1.1 200 OK\r\nx: ${"y".repeat(100_000)}\r\n\r\n`]) {
      const raw = createSocketServer((socket) => socket.on("error", () => undefined).once("data", () => socket.end(reply)));
      await new Promise<void>((ready) => raw.listen(0, "127.0.0.1", ready));
      const host = `127.0.0.1:${portOf(raw)}`;
      await expect(outgoing({ url: `http://${host}/`, allowedHosts: [host] }, resolve)).rejects.toBeInstanceOf(OutgoingFailed);
      raw.close();
    }
  });

  test("is missing where nobody listens, where the name is unknown, and where https meets plain text", async () => {
    const closed = await listening(() => undefined);
    const port = portOf(closed);
    await new Promise((done) => closed.close(done));
    await expect(outgoing({ url: `http://127.0.0.1:${port}/`, allowedHosts: ["127.0.0.1"] }, resolve)).rejects.toMatchObject({
      reason: "unreachable",
    });
    await expect(outgoing({ url: "https://unknown.example.com/", allowedHosts: [] }, resolve)).rejects.toMatchObject({ reason: "unresolved" });
    await expect(outgoing({ url: `https://${here}/`, allowedHosts: [here] }, resolve)).rejects.toMatchObject({ reason: "unreachable" });
  });
});

test("ordinary public addresses may be saved", () => {
  const fine = [
    "https://hooks.example.com/a",
    "https://8.8.8.8/",
    "https://[2606:4700::1111]/",
    "https://example.com:8443/x?y#z",
    "https://münchen.example/",
  ];
  for (const url of fine) expect(checkUrl(url, []).isAllowed, url).toBe(false);
  expect(checkUrl("https://Example.com./x", []).url.href).toBe("https://example.com/x");
});

function hostOf(form: string): string {
  const written = form.replaceAll("PORT", "8443");
  return URL.canParse(written) ? new URL(written).hostname.replace(/^\[|\]$/g, "") : "";
}

function at(form: string): string {
  return form.replaceAll("PORT", String(portOf(victim)));
}

/** Read against the address before, a form without a host leads back to the friend, and one with a backslash to the public name. */
function isHarmless(error: unknown): boolean {
  return error instanceof OutgoingFailed && (error.reason === "redirected" || error.reason === "unresolved");
}

async function listening(handler: RequestListener, host = "127.0.0.1", port = 0): Promise<Server> {
  const server = createServer(handler);
  await new Promise<void>((ready, failed) => server.once("error", failed).listen(port, host, ready));
  return server;
}

function portOf(server: Server | SocketServer): number {
  return (server.address() as AddressInfo).port;
}
