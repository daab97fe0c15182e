import type { DiffLine } from "./diff.ts";

const SETTINGS = /\.(ya?ml|json|toml|ini|env|conf|cfg|properties|tf|tfvars|hcl|xml|gradle|csproj)$|(^|\/)(Dockerfile|Gemfile)[^/]*$/i;
/** Keys that say nothing of what they are set for. */
const VAGUE =
  /^\s*-?\s*[<"']?(value|version|default|image|tag|key|type|level|schedule|target_?value|count|size|limit|max|min|enabled|path|url|host|port|replicas|cpu|memory)\b/i;
const NEAR = 2;

/** Lines that stay and say what a changed line beside them is about, as `- name: X` says it of `value: Y` and an artifact of its version. */
export function subjectsOf(lines: readonly DiffLine[], all: readonly DiffLine[]): DiffLine[] {
  const found = new Set<DiffLine>();
  for (const line of lines) {
    if (!SETTINGS.test(line.path) || !VAGUE.test(line.text)) continue;
    const at = all.indexOf(line);
    const before = all.slice(0, at).filter(({ sign, block, path }) => sign === " " && block === line.block && path === line.path);
    for (const one of before.slice(-NEAR)) found.add(one);
  }
  return [...found];
}
