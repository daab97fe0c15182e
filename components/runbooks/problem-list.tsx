import type { RunbookProblem } from "#lib/contracts/runbook.ts";

/** What is wrong with a text, line by line: errors keep it from being saved, warnings do not. */
export function ProblemList({ problems }: { problems: RunbookProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <ul aria-label="Problems" className="grid gap-1 text-13">
      {problems.map(({ line, message, level, rule }) => (
        <li key={`${line} ${rule} ${message}`} className={level === "error" ? "text-bad" : "text-warn"}>
          <span className="tabular-nums">
            {level === "error" ? "Error" : "Warning"}, line {line}:
          </span>{" "}
          {message}
        </li>
      ))}
    </ul>
  );
}
