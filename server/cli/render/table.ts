const WIDEST = 60;

/** Columns under headings, cut where they would be too wide. Text from elsewhere is kept on its line. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const cut = rows.map((row) => row.map((cell) => clip(oneLine(cell), WIDEST)));
  const widths = headings.map((heading, column) => Math.max(heading.length, ...cut.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  return [line(headings.map((heading) => heading.toUpperCase())), ...cut.map(line)].join("\n");
}

/** Without line breaks and without what a terminal would take as a command. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f]+/g, " ");
}

/** Lines stay; what a terminal would take as a command goes. */
export function printable(text: string): string {
  return text.replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, "");
}

function clip(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
