import type { IncomingMessage } from "node:http";
import { safeFileName } from "#lib/contracts/attachment.ts";
import { MAX_UPLOAD_BYTES } from "#lib/contracts/evidence-limits.ts";
import { UploadEvidence } from "#lib/contracts/investigation.ts";
import { type SentFile, uploadEvidence } from "#server/investigations/index.ts";
import { InvalidError, UnavailableError } from "#server/platform/errors.ts";
import { readBody, sendJson } from "./respond.ts";
import type { Exchange } from "./routes.ts";

/** Files as `multipart/form-data`, or one as the body with its name in `?name=`. */
export async function receiveEvidence({ req, res, ctx, url, params }: Exchange): Promise<void> {
  const input = UploadEvidence.parse({ reference: params.reference, service: url.searchParams.get("service") ?? "" });
  const files = await filesIn(req, url.searchParams.get("name"));
  sendJson(res, 201, await uploadEvidence(ctx, { ...input, files }));
}

async function filesIn(req: IncomingMessage, name: string | null): Promise<SentFile[]> {
  const body = await readBody(req, MAX_UPLOAD_BYTES).catch((error: unknown) => {
    if (!(error instanceof UnavailableError)) throw error;
    throw new UnavailableError(
      `An upload can have at most ${MAX_UPLOAD_BYTES / 2 ** 20} MB. Compress it with gzip, or send a part at a time; nothing was stored.`,
      "too_large",
    );
  });
  const type = req.headers["content-type"] ?? "";
  if (!/^multipart\/form-data/i.test(type)) return body.length === 0 ? [] : [{ name: safeFileName(name ?? "evidence.log"), bytes: body }];
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData().catch(() => {
    throw new InvalidError("The form could not be read: it was cut off, or its boundary is missing. Send it again; nothing was stored.");
  });
  const sent = [...form.values()].filter((value) => value instanceof File);
  return Promise.all(sent.map(async (file) => ({ name: safeFileName(file.name), bytes: new Uint8Array(await file.arrayBuffer()) })));
}
