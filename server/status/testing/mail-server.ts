import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export type Mail = { to: string[]; raw: string; text: string };

/** A real mail server on this machine that keeps what it gets. `refuse`: the code that it answers to every message, null for none. */
export async function openMailServer() {
  const kept = { mails: [] as Mail[], refuse: null as number | null };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        if (kept.refuse !== null) return done(Object.assign(new Error("not now"), { responseCode: kept.refuse }));
        const raw = Buffer.concat(parts).toString("utf8");
        kept.mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw, text: plain(raw) });
        done();
      });
    },
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.server.address() as AddressInfo;
  return Object.assign(kept, {
    url: `smtp://127.0.0.1:${port}`,
    to: (address: string) => kept.mails.filter(({ to }) => to.includes(address)),
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  });
}

/** Quoted-printable as words, and headers on one line each. */
function plain(raw: string): string {
  const bytes = raw
    .replace(/\r\n[ \t]/g, " ")
    .replace(/=\r?\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
