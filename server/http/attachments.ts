import { StoreAttachment } from "#lib/contracts/attachment.ts";
import { readAttachment, storeAttachment } from "#server/attachments/index.ts";
import { sendJson } from "./respond.ts";
import type { Exchange } from "./routes.ts";

/** The body is the file's bytes; its name stands in `?name=`, its type in the header. */
export async function receiveAttachment({ req, res, ctx, url, params }: Exchange): Promise<void> {
  const input = StoreAttachment.parse({
    reference: params.reference,
    name: url.searchParams.get("name") ?? "file",
    type: req.headers["content-type"] ?? "application/octet-stream",
  });
  const length = Number(req.headers["content-length"]);
  sendJson(res, 201, await storeAttachment(ctx, { ...input, stream: req, length: Number.isFinite(length) ? length : undefined }));
}

export async function sendAttachment({ req, res, ctx, params }: Exchange): Promise<void> {
  const file = await readAttachment(ctx, { id: params.id ?? "" });
  if (req.headers["if-none-match"] === file.headers.etag) return void res.writeHead(304, { etag: file.headers.etag }).end();
  res.writeHead(200, file.headers);
  file
    .open()
    .on("error", () => res.destroy())
    .pipe(res);
}
