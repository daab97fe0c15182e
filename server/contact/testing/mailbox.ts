import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/** `arrived`: messages as they came over the wire. `refuse`: an address that the server does not take. */
export type Mailbox = { arrived: string[]; refuse: string | null; close: () => Promise<void> };

/** A mail server of one's own, which the process is told of by SMTP_URL. */
export async function openMailbox(): Promise<Mailbox> {
  const mailbox: Mailbox = { arrived: [], refuse: null, close: async () => undefined };
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS", "AUTH"],
    onRcptTo: ({ address }, _session, done) =>
      done(address === mailbox.refuse ? Object.assign(new Error("No such box"), { responseCode: 550 }) : null),
    onData: (stream, _session, done) => {
      let text = "";
      stream.on("data", (part: Buffer) => {
        text += part.toString("utf8");
      });
      stream.on("end", () => {
        mailbox.arrived.push(text);
        done();
      });
    },
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.server.address() as AddressInfo;
  process.env.SMTP_URL = `smtp://127.0.0.1:${port}`;
  mailbox.close = () => new Promise((closed) => server.close(closed));
  return mailbox;
}
