import { MAX_ATTACHMENT_BYTES } from "#lib/contracts/attachment-limits.ts";
import type { AttachmentRef } from "#lib/contracts/timeline.ts";

/** Uploads one file for an incident. Throws an error with words for people. */
export async function uploadFile(reference: string, file: File): Promise<AttachmentRef> {
  if (file.size > MAX_ATTACHMENT_BYTES) throw new Error(`${file.name} is larger than 25 MB. Compress it, or link to it instead.`);
  const response = await fetch(`/api/incidents/${reference}/attachments?name=${encodeURIComponent(file.name)}`, {
    method: "POST",
    body: file,
    headers: { "content-type": file.type || "application/octet-stream" },
  }).catch(() => null);
  if (!response) throw new Error(`${file.name} was not uploaded: the connection is lost. Try again when it is back.`);
  const answer = (await response.json()) as AttachmentRef & { detail?: string };
  if (!response.ok) throw new Error(answer.detail ?? `${file.name} was not uploaded. Try again.`);
  return answer;
}
