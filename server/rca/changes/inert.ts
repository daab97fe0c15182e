import type { DiffLine } from "./diff.ts";
import { subjectsOf } from "./subjects.ts";

const DEF = /^\s*(async\s+)?def\s/;
const ANNOTATED = /^(\s*[\w.]+)\s*:\s*[A-Za-z_][\w.]*(\[[^=]*\])?(?=\s*=)/;

/** A line without what only tells readers and checkers of types; nothing of it is looked at when it runs. */
export function untyped({ text, path }: DiffLine): string {
  if (/\.py$/.test(path)) {
    return DEF.test(text)
      ? text.replace(/\s*->\s*[^:]+(?=:\s*$)/, "").replace(/:\s*[A-Za-z_"'][\w."']*(\[[^\]]*\]+)?(\s*\|\s*\w+)*(?=\s*[,)=])/g, "")
      : text.replace(ANNOTATED, "$1");
  }
  return /\.cs$/.test(path) ? text.replace(/\b(string|[A-Z]\w*)\?(?=\s+\w+)/g, "$1") : text;
}

const COMPILED = /\.(java|kt|cs|go|rs|scala|swift)$/;
const HIDDEN =
  /^\s*(?:private\s[^=;]*?(\w+)\s*\(|private\s+(?:static\s+|final\s+)*class\s+(\w+)|func\s+(?:\([^)]*\)\s*)?([a-z]\w*)\s*\(|fn\s+(\w+)\s*[<(])/;

/** A part that only its own file may use is taken away and named nowhere else: a compiler would not have let it pass if anything used it. */
export function isUnused({ block, path, sign }: DiffLine, all: readonly DiffLine[]): boolean {
  if (sign !== "-" || !COMPILED.test(path)) return false;
  const own = all.filter((one) => one.block === block && one.path === path);
  const [first] = own;
  const name = first ? HIDDEN.exec(first.text)?.slice(1).find(Boolean) : undefined;
  if (!name || own.some((one) => one.sign === "+")) return false;
  const text = own.map((one) => one.text).join("\n");
  const isWhole = (text.match(/[{]/g) ?? []).length === (text.match(/[}]/g) ?? []).length;
  return isWhole && !all.some((one) => !own.includes(one) && new RegExp(`\\b${name}\\b`).test(one.text));
}

const OF_TESTS =
  /\b(assertj|junit|mockito|testcontainers|hamcrest|pytest|rspec|vitest|jest|mocha|chai|cypress|eslint|prettier|mypy|ruff|black|flake8|rubocop|golangci|checkstyle|spotless|husky|storybook|testify|gomock|xunit|nunit|moq|faker|@types\/)/i;
const DEPENDENCIES =
  /(^|\/)(package\.json|go\.mod|requirements[^/]*\.txt|pyproject\.toml|pom\.xml|Cargo\.toml|Gemfile|[^/]*\.csproj|build\.gradle[^/]*)$/;

/** The version of something that only tests and checks of the code use. */
export const isOfTests = (line: DiffLine, all: readonly DiffLine[]): boolean =>
  DEPENDENCIES.test(line.path) && [line, ...subjectsOf([line], all)].some(({ text }) => OF_TESTS.test(text));

/** A line without the names of threads, and without quotes around what is a text anyhow. */
export function unnamed({ text, path }: DiffLine): string {
  if (/\bThread(Factory\w*)?\(|thread_?name/i.test(text)) return text.replace(/(,\s*)?(name\s*=\s*)?("[^"]*"|'[^']*')/g, "");
  const isText =
    /\.ya?ml$/.test(path) &&
    /^\s*[\w.-]+:\s*["']?[A-Za-z][\w./-]*["']?\s*$/.test(text) &&
    !/:\s*["']?(true|false|yes|no|on|off|null)["']?\s*$/i.test(text);
  return isText ? text.replace(/["']/g, "") : text;
}

/** Running text, and no options or settings that happen to stand between quotes. */
export const isProse = (text: string): boolean =>
  /\s/.test(text) && !/(^|\s)-{1,2}[A-Za-z]\S*|\w=\S|select |insert |update |delete |https?:|\*|\//i.test(text);
