import { createTransport, type Transporter } from "nodemailer";
import { env, publicUrl } from "#server/platform/env.ts";
import { ChannelError } from "./channel.ts";

/** `key`: the same for every attempt, so that whoever honours it shows one message. */
export type Mail = {
  to: string;
  subject: string;
  text: string;
  html?: string;
  key: string;
  isUrgent?: boolean;
  /** In whose name it comes; the address stays that of this console. */
  fromName?: string;
  headers?: Record<string, string>;
};

const LONGEST_MS = 12_000;

let transport: Transporter | undefined;

/** Whether mail can be sent at all. */
export function hasMail(): boolean {
  return env().SMTP_URL !== undefined;
}

/**
 * Hands a message to the mail server of SMTP_URL. Answers with what that server said. Throws ChannelError with what to check; what the
 * server will refuse again is final.
 */
export async function sendMail({
  to,
  subject,
  text,
  html,
  key,
  isUrgent = false,
  fromName,
  headers = {},
}: Mail): Promise<{ reference: string | null }> {
  const domain = new URL(publicUrl()).hostname;
  try {
    const { response } = await connected().sendMail({
      from: sender(domain, fromName),
      to: { name: "", address: to },
      subject: oneLine(subject),
      text,
      ...(html ? { html } : {}),
      messageId: `<${key}@${domain}>`,
      headers: {
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        ...headers,
        ...(isUrgent ? { Importance: "high", "X-Priority": "1" } : {}),
      },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    return { reference: response ?? null };
  } catch (error) {
    throw refusal(error);
  }
}

/** Ends the kept connections; for shutting down and for tests that change the address. */
export function closeMail(): void {
  transport?.close();
  transport = undefined;
}

function sender(domain: string, name: string | undefined): string | { name: string; address: string } {
  const from = env().SMTP_FROM ?? `Muster <muster@${domain}>`;
  return name === undefined ? from : { name: oneLine(name), address: /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from };
}

function connected(): Transporter {
  const url = env().SMTP_URL;
  if (!url) throw new ChannelError("No mail server is set. Set SMTP_URL.", { isFinal: true });
  transport ??= createTransport({
    url,
    pool: true,
    maxConnections: 4,
    connectionTimeout: LONGEST_MS,
    greetingTimeout: LONGEST_MS,
    socketTimeout: LONGEST_MS,
  } as object);
  return transport;
}

/** SMTP answers from 500 on are final, but for what a login or a full server says; everything else is tried again. */
function refusal(error: unknown): ChannelError {
  if (error instanceof ChannelError) return error;
  const { responseCode = 0, message = "", code = "" } = error as { responseCode?: number; message?: string; code?: string };
  const words = message.replace(/\s+/g, " ").slice(0, 300);
  if (code === "EAUTH") return new ChannelError(`The mail server refused the login: check SMTP_URL. ${words}`, { isFinal: true });
  if (responseCode >= 500) return new ChannelError(`The mail server refused the message: ${words}`, { isFinal: true });
  return new ChannelError(`The mail server could not be reached: check SMTP_URL and whether it runs. ${words}`, { isFinal: false });
}

function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, " ").slice(0, 250);
}
