import { hasPassed, isReordered } from "./call-order.ts";
import type { Diff, DiffLine } from "./diff.ts";
import { isOfTests, isProse, isUnused, unnamed, untyped } from "./inert.ts";

/** Files that do not run where customers are. */
const PATHS: readonly [string, RegExp][] = [
  [
    "only tests",
    /(^|\/)(tests?|__tests__|spec|testdata|fixtures|e2e|src\/test)\/|[._-](test|spec|tests|bench)\.[a-z]+$|(^|\/)(test_[^/]+\.py|conftest\.py)$|Tests?\.(java|kt|cs)$|_bench_test\.go$/,
  ],
  [
    "only documentation",
    /\.(md|mdx|rst|adoc|txt\.md)$|(^|\/)(docs?|documentation|handbook|adr)\/|(^|\/)(README|CHANGELOG|LICENSE|CODEOWNERS)[^/]*$/i,
  ],
  ["only looks", /\.(css|scss|sass|less|svg|png|ico|woff2?)$|(^|\/)(stories|storybook|icons|theme[s]?)\/|\.stories\.[jt]sx?$|(^|\/)theme\.[jt]s$/],
  [
    "only the build of changes",
    /(^|\/)(\.github|\.circleci|\.gitlab|\.buildkite|\.husky|\.vscode)\/|Jenkinsfile|\.gitlab-ci\.yml$|(^|\/)\.(editorconfig|gitignore|gitattributes|prettierrc[^/]*|eslintrc[^/]*|nvmrc)$/,
  ],
  ["only words of the screen", /(^|\/)(locales?|i18n|translations)\//],
  ["only tools of developers", /(^|\/)(tools?|scripts|dev|hack|examples?)\/|(^|\/)(dashboards?|alerts?|alerting)\/[^/]+\.(json|ya?ml)$/],
  ["only what watches", /(^|\/)(alarms?|alerts?|monitors?|dashboards?)\.(tf|json|ya?ml)$/],
  ["only a place that customers do not use", /(^|[/._-])(staging|sandbox|preprod|qa|local|dev)([/._-])/],
];

const COMMENT = /^\s*(\/\/|#(?!include|!)|\*(?!\w)|\/\*|<!--|"""|'''|;;|--\s)/;
const IMPORT =
  /^\s*(import\b(?!.*\()|from\s+\S+\s+import\b|using\s+[\w.]+;|use\s+[\w:]+;|require\(|#include|package\s+\w+;?$|export\s*\{)|^\s*"[\w./-]+"$/;
const LOGGING =
  /\b(log|logger|logging|slog|console|zap|LOG|LOGGER|_logger|tracing)\s*\.\s*(print\w*|debug|info|warn\w*|error|fatal\w*|trace|with|log|exception|set\w*)\b|\bfmt\.Print|\bprintln!?\(|\.setAttribute\(|\bsyslog\(|\bsetName\(|set_?thread_?name|\bLOG_(TRACE|DEBUG|INFO|WARN\w*|ERROR)\b|\b(trace|debug|info|warn|error)!\(|^\s*log_format\s/i;
const METRIC =
  /\b(prometheus|promauto|metrics?|statsd|counter|histogram|gauge|meter|telemetry|otel|span|tracer)\b\s*[.:(]|\b(Counter|Histogram|Gauge|Summary)\s*\(|\.(inc|observe\w*|WithLabelValues|increment|recordException)\s*\(/i;
const MEASURING = /(^|[/_-])(metrics?|telemetry|instrumentation|tracing|monitoring)(\.\w+|\/.*)$/i;
const REPORT =
  /\b(throw|raise|panic|errors?\.(new|wrap|errorf|is|as)|fmt\.errorf|reject)\b|new\s+\w*(error|exception)\(|\b(status|jsonify|json|problem|abort|fail|http\.error)\s*\(|error\s*[:=]\s*["'`]|message\s*[:=]\s*["'`]|header\(\)\.set/i;
const WORDING = /^\s*[\w.$"'\]-]*\s*[:=]\s*(["'`]).*\1,?;?\s*$/;
/** A declaration of types alone, which nothing runs. */
const TYPES = /^\s*(export\s+)?(declare\s+)?(type\s+\w+(<.*>)?\s*=|interface\s+\w+)/;
const STYLE = /className=|class="|style=|color:|padding|margin|font-|<(th|div|span|p|h[1-6]|button)\b/i;
/** Settings that only say what a screen shows. */
const DISPLAYED = /(^|[._\s-])(title|subtitle|banner|caption|theme|colou?rs?|icon|tooltip|display_?name|greeting)(_?(text|url))?["']?\s*[:=]/i;
/** Pages with code in them. */
const TEMPLATE = /\.([jt]sx|html|vue|svelte|erb|hbs|ejs|j2|jinja2?|twig|liquid|cshtml|blade\.php)$/;
/** Files of texts that people read, and a line of them. */
const TEXTS = /(^|[/_.-])(messages|strings|texts|wording|captions?_texts)\.[a-z]+$/i;
const TEXT = /^\s*[\w.$"'-]+\s*[:=]>?\s*(["'`])[^"'`]*\1,?;?\s*$/;
const CONSTANT =
  /^\s*(?:export\s+|public\s+|private\s+|static\s+|final\s+|const\s+|String\s+)*[A-Z][A-Z0-9_]+\s*=\s*((["'`])[^"'`]*\2|\d+)\s*,?;?\s*$/;
const NAMING = /^\s*[\w./-]+\s*[:=]\s*["']?[\w-]+["']?,?\s*$/;
const LABELS = /(^|\/)(labels?|tags?|annotations?)\.\w+ |\b(cost_centre|cost[-_]center|owner|team|contact|maintainer)\b/i;

export type Judged = { lines: DiffLine[]; kinds: string[]; share: number };

/** The lines of a change that can alter what a service does, and the kinds of those that cannot. `share`: how much of it can. */
export function effectiveOf({ lines, paths, isPatch }: Diff): Judged {
  const kinds = new Set<string>();
  const changed = lines.filter(({ sign, text }) => sign !== " " && text.trim() !== "");
  const kept = changed.filter((line) => {
    const kind = kindOf(line, changed, lines);
    if (kind) kinds.add(kind);
    return kind === null;
  });
  if (isPatch) return { lines: kept, kinds: [...kinds], share: changed.length > 0 ? kept.length / changed.length : 0 };
  const idle = paths.map(pathKind);
  for (const kind of idle) if (kind) kinds.add(kind);
  return { lines: [], kinds: [...kinds], share: paths.length > 0 ? idle.filter((kind) => kind === null).length / paths.length : 1 };
}

const pathKind = (path: string): string | null => PATHS.find(([, pattern]) => pattern.test(path))?.[0] ?? null;

function kindOf(line: DiffLine, all: readonly DiffLine[], withContext: readonly DiffLine[]): string | null {
  const { text, path, block, sign } = line;
  const ofPath = path ? pathKind(path) : null;
  if (ofPath) return ofPath;
  if (COMMENT.test(text) && !(/\.sql$/.test(path) && !/^\s*--/.test(text))) return "only comments";
  if (/comment on (table|column)/i.test(text)) return "only comments";
  if (IMPORT.test(text)) return "only imports";
  if (TYPES.test(text) && /\.tsx?$/.test(path)) return "only types";
  if (LOGGING.test(text) && !/level/i.test(text)) return "only logging";
  if (METRIC.test(text) || MEASURING.test(path)) return "only metrics";
  if (STYLE.test(text) && TEMPLATE.test(path)) return "only looks";
  if (LABELS.test(`${path} ${text}`) && NAMING.test(text)) return "only labels";
  if (/\.tf$/.test(path) && (/^\s*(output\s+"|description\s*=)/.test(text) || /(^|\/)outputs\.tf$/.test(path))) return "only what is told of it";
  if (isUnused(line, all)) return "only what nothing uses";
  if (isOfTests(line, withContext)) return "only what tests use";
  if (DISPLAYED.test(text) && (path === "" || /\.(ya?ml|json|toml|properties)$/.test(path))) return "only words of the screen";
  if (/Dockerfile[^/]*$/.test(path) && /^\s*(LABEL|MAINTAINER)\b/.test(text)) return "only labels";
  if (/^\s*ANALYZE\b/i.test(text)) return "only what the planner knows";
  const others = all.filter((one) => one.block === block && one.sign !== sign && one.path === path);
  if (
    others.some(({ text: before }) => squeezed(before) === squeezed(text)) &&
    !isReordered(all.filter((one) => one.block === block && one.path === path && !IMPORT.test(one.text))) &&
    !hasPassed(line, withContext)
  )
    return "only layout and order";
  if (others.some((other) => (unnamed(other) === unnamed(line) || isSameConstant(other.text, text)) && other.text !== text))
    return "only names and quotes";
  if (TEXTS.test(path) && TEXT.test(text) && others.some((other) => TEXT.test(other.text))) return "only words of the screen";
  if (untyped(line) !== text || others.some((other) => untyped(other) !== other.text)) {
    if (others.some((other) => squeezed(untyped(other)) === squeezed(untyped(line)))) return "only types";
  }
  if (
    REPORT.test(text) &&
    (others.length === 0 ? !/\bif\b|\?/.test(text) && isTail(line, all) : others.some(({ text: before }) => REPORT.test(before)))
  )
    return "only how errors are told";
  if (PROSE.test(path) && !/\{\{|\{%|<%|\$\{/.test(text) && others.some(({ text: before }) => isRespelt(before, text))) return "only wording";
  if (WORDING.test(text) && others.some(({ text: before }) => WORDING.test(before) && isWording(text, before))) return "only wording";
  return null;
}

const PROSE = /\.(txt|html?|tmpl|tpl|hbs|ejs|mustache|md|po|ftl|erb|liquid|j2)$/i;

/** Running text of which most words stay. */
function isRespelt(one: string, other: string): boolean {
  const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== "");
  const [before, after] = [words(one), words(other)];
  return before.length >= 3 && before.filter((word) => after.includes(word)).length >= before.length / 2;
}

/** A constant that has another name and the same value. */
function isSameConstant(one: string, other: string): boolean {
  const [before, after] = [CONSTANT.exec(one)?.[1], CONSTANT.exec(other)?.[1]];
  return before !== undefined && before === after;
}

const squeezed = (text: string): string => text.replace(/[\s;,]+/g, "");

/** A report that stands for itself: no condition comes with it. */
function isTail({ block, path }: DiffLine, all: readonly DiffLine[]): boolean {
  return all.filter((one) => one.block === block && one.path === path).every(({ text }) => REPORT.test(text) || /^\s*[})\]]*;?\s*$/.test(text));
}

/** The same key, and a text with spaces in it that is told otherwise. */
function isWording(one: string, other: string): boolean {
  const [key, text] = [/^\s*([\w.$"'-]+)/, /[:=]\s*["'`](.*)["'`]/];
  const said = text.exec(one)?.[1] ?? "";
  return key.exec(one)?.[1] === key.exec(other)?.[1] && isProse(said);
}
