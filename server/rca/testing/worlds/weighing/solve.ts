/** Solves a symmetric system for the free places by elimination with pivots; the others are 0. */
export function solve(matrix: readonly Float64Array[], right: Float64Array, isFree: readonly boolean[]): Float64Array {
  const places = isFree.flatMap((free, at) => (free ? [at] : []));
  const rows = places.map((at) => [...places.map((other) => matrix[at]?.[other] ?? 0), right[at] ?? 0]);
  const cell = (row: number, column: number): number => rows[row]?.[column] ?? 0;
  for (let at = 0; at < rows.length; at += 1) {
    let pivot = at;
    for (let row = at + 1; row < rows.length; row += 1) if (Math.abs(cell(row, at)) > Math.abs(cell(pivot, at))) pivot = row;
    const [one, other] = [rows[at], rows[pivot]];
    if (!one || !other || Math.abs(other[at] ?? 0) < 1e-14) continue;
    [rows[at], rows[pivot]] = [other, one];
    for (const [row, line] of rows.entries()) {
      const share = row === at ? 0 : (line[at] ?? 0) / (other[at] ?? 1);
      if (share !== 0) for (let column = at; column < line.length; column += 1) line[column] = (line[column] ?? 0) - share * (other[column] ?? 0);
    }
  }
  const solution = new Float64Array(right.length);
  for (const [row, at] of places.entries()) solution[at] = cell(row, row) === 0 ? 0 : cell(row, places.length) / cell(row, row);
  return solution;
}
