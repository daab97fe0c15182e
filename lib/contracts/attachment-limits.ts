export const MAX_ATTACHMENT_BYTES = 25 * 1024 * 1024;

/** Pictures that a browser may show in place; everything else is downloaded. No SVG: it can carry scripts. */
export const INLINE_TYPES: readonly string[] = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"];
