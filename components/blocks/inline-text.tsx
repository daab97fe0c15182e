const ESCAPED = /\\([\\`*_[\]<>#|])/g;

/** Plain words of a document, without the marks that keep them plain in Markdown. Nothing in them is code. */
export function InlineText({ text }: { text: string }) {
  return text.replaceAll(ESCAPED, "$1");
}
