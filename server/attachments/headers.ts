import { INLINE_TYPES } from "#lib/contracts/attachment-limits.ts";

/** Nothing that a browser might run is served under its own type: only pictures show in place, all else is downloaded. Pure. */
export function headersFor({ name, type, bytes, sha256 }: { name: string; type: string; bytes: number; sha256: string }): Record<string, string> {
  const isInline = INLINE_TYPES.includes(type);
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  return {
    "content-type": isInline ? type : "application/octet-stream",
    "content-length": String(bytes),
    "content-disposition": `${isInline ? "inline" : "attachment"}; filename="${ascii}"; filename*=UTF-8''${encoded}`,
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "private, max-age=31536000, immutable",
    etag: `"${sha256}"`,
  };
}
