/** What people wrote, without what a document would take as Markdown or as the name of a figure. */
export function plain(text: string): string {
  return text
    .replaceAll(/([\\`*_[\]<>#|])/g, "\\$1")
    .replaceAll("{{", "{ {")
    .replaceAll("\n", " ");
}
