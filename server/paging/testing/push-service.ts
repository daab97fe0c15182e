import { createDecipheriv, createECDH, createPublicKey, type ECDH, hkdfSync, randomBytes, verify } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type Pushed = { headers: Record<string, string>; content: Record<string, unknown>; claims: Record<string, unknown>; isSigned: boolean };

export type PushService = {
  host: string;
  pushed: Pushed[];
  status: number;
  /** A browser that subscribed with this server key. */
  subscribe: () => { endpoint: string; keys: { p256dh: string; auth: string } };
  close: () => Promise<void>;
};

type Browser = { ecdh: ECDH; auth: Buffer };

/** The far side of web push: takes messages by HTTP and opens them as the browser would (RFC 8291, RFC 8188), with who signed (RFC 8292). */
export async function openPushService(): Promise<PushService> {
  const browsers = new Map<string, Browser>();
  const pushed: Pushed[] = [];
  const server = createServer(async (req, res) => {
    const parts: Buffer[] = [];
    for await (const part of req) parts.push(part as Buffer);
    const browser = browsers.get(req.url ?? "");
    if (browser && service.status < 300) {
      const headers = Object.fromEntries(Object.entries(req.headers).map(([name, value]) => [name, String(value)]));
      pushed.push({ headers, content: JSON.parse(opened(Buffer.concat(parts), browser)), ...signer(headers.authorization ?? "") });
    }
    res.writeHead(browser ? service.status : 404, { location: "/messages/1" }).end();
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const service: PushService = {
    host,
    pushed,
    status: 201,
    subscribe: () => {
      const ecdh = createECDH("prime256v1");
      const browser = { ecdh, auth: randomBytes(16) };
      const p256dh = ecdh.generateKeys("base64url");
      const path = `/push/${randomBytes(8).toString("hex")}`;
      browsers.set(path, browser);
      return { endpoint: `http://${host}${path}`, keys: { p256dh, auth: browser.auth.toString("base64url") } };
    },
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
  return service;
}

function opened(body: Buffer, { ecdh, auth }: Browser): string {
  const [salt, idLength] = [body.subarray(0, 16), body.readUInt8(20)];
  const sender = body.subarray(21, 21 + idLength);
  const sealed = body.subarray(21 + idLength);
  const about = Buffer.concat([Buffer.from("WebPush: info\0"), ecdh.getPublicKey(), sender]);
  const key = Buffer.from(hkdfSync("sha256", ecdh.computeSecret(sender), auth, about, 32));
  const derived = (name: string, bytes: number) => Buffer.from(hkdfSync("sha256", key, salt, `Content-Encoding: ${name}\0`, bytes));
  const decipher = createDecipheriv("aes-128-gcm", derived("aes128gcm", 16), derived("nonce", 12));
  decipher.setAuthTag(sealed.subarray(-16));
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  return padded.subarray(0, padded.lastIndexOf(2)).toString("utf8");
}

function signer(authorization: string): Pick<Pushed, "claims" | "isSigned"> {
  const { token = "", key = "" } = /^vapid t=(?<token>[^,]+), ?k=(?<key>\S+)$/.exec(authorization)?.groups ?? {};
  const [head = "", body = "", signature = ""] = token.split(".");
  const point = Buffer.from(key, "base64url");
  const jwk = { kty: "EC", crv: "P-256", x: point.subarray(1, 33).toString("base64url"), y: point.subarray(33).toString("base64url") };
  const isSigned = verify(
    "sha256",
    Buffer.from(`${head}.${body}`),
    { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  );
  return { claims: JSON.parse(Buffer.from(body, "base64url").toString("utf8")), isSigned };
}
