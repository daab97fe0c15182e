import { Paperclip } from "lucide-react";
import { INLINE_TYPES } from "#lib/contracts/attachment-limits.ts";
import type { AttachmentRef } from "#lib/contracts/timeline.ts";

/** Pictures show in place, other files by name and size; each opens in a tab of its own. */
export function AttachmentList({ attachments }: { attachments: AttachmentRef[] }) {
  if (attachments.length === 0) return null;
  return (
    <ul className="mt-1.5 flex flex-wrap gap-2">
      {attachments.map((file) => (
        <li key={file.id}>
          <a
            href={`/api/attachments/${file.id}`}
            target="_blank"
            rel="noopener"
            className="block overflow-hidden rounded-md border border-line bg-surface-raised text-12 text-ink-soft hover:border-line-strong"
          >
            {INLINE_TYPES.includes(file.type) ? (
              // biome-ignore lint/performance/noImgElement: stored files are served as they are, behind sign-in.
              <img
                src={`/api/attachments/${file.id}`}
                alt={file.name}
                loading="lazy"
                width={240}
                height={135}
                className="h-[135px] w-[240px] object-cover"
              />
            ) : (
              <span className="flex items-center gap-1.5 px-2 py-1">
                <Paperclip size={12} aria-hidden />
                <bdi className="max-w-60 truncate">{file.name}</bdi> {sizeWords(file.bytes)}
              </span>
            )}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** `1.4 MB` from bytes (SI). */
export function sizeWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(0)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
