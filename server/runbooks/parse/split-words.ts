/** `argv`: the words of a simple command. `needsShell`: why it is none. */
export type Split = { argv: string[]; needsShell: null } | { argv: null; needsShell: string };

const OPERATORS: readonly [RegExp, string][] = [
  [/^[|;]/, "a pipe or a list of commands"],
  [/^&/, "& or &&"],
  [/^[<>]/, "a redirection"],
  [/^`|^\$\(/, "a command in a command"],
  [/^[*?]|^\[/, "a pattern of file names"],
  [/^[()]/, "a group of commands"],
];

/**
 * Cuts a command as a POSIX shell would, without being one: quotes and backslashes are taken away, `{{a template}}` stays whole, `$NAME` of a parameter
 * becomes one. What only a shell can do is named instead. Pure.
 */
export function splitWords(command: string, parameters: ReadonlySet<string>): Split {
  const argv: string[] = [];
  let word: string | null = null;
  let at = 0;
  const add = (text: string): void => {
    word = (word ?? "") + text;
  };
  while (at < command.length) {
    const rest = command.slice(at);
    if (word === null && rest.startsWith("#")) break;
    const template = /^\{\{[^{}]*\}\}/.exec(rest);
    const variable = /^\$\{?([A-Za-z_][A-Za-z0-9_]*)\}?/.exec(rest);
    if (template) {
      add(template[0]);
      at += template[0].length;
    } else if (/^\s/.test(rest)) {
      if (word !== null) argv.push(word);
      word = null;
      at += 1;
    } else if (variable) {
      const name = (variable[1] ?? "").toLowerCase();
      if (!parameters.has(name)) return { argv: null, needsShell: `the variable ${variable[0]}, which is no parameter` };
      add(`{{${name}}}`);
      at += variable[0].length;
    } else if (/^\\./s.test(rest)) {
      if (rest[1] !== "\n") add(rest[1] ?? "");
      at += 2;
    } else if (rest[0] === "'" || rest[0] === '"') {
      const quoted = quotedIn(rest, parameters);
      if (quoted === null) return { argv: null, needsShell: "a quote that is not closed, or a command in quotes" };
      add(quoted.text);
      at += quoted.length;
    } else {
      const operator = OPERATORS.find(([pattern]) => pattern.test(rest));
      if (operator && !isInWord(operator[0], word)) return { argv: null, needsShell: operator[1] };
      add(rest[0] ?? "");
      at += 1;
    }
  }
  if (word !== null) argv.push(word);
  return { argv, needsShell: null };
}

/** JSON paths and selectors hold brackets in the middle of a word, where people rarely mean files. */
function isInWord(operator: RegExp, word: string | null): boolean {
  return word !== null && word !== "" && (operator.source.includes("\\[") || operator.source.includes("[()]"));
}

function quotedIn(rest: string, parameters: ReadonlySet<string>): { text: string; length: number } | null {
  const mark = rest[0];
  let text = "";
  for (let at = 1; at < rest.length; at += 1) {
    const sign = rest[at] ?? "";
    if (sign === mark) return { text, length: at + 1 };
    if (mark === '"' && sign === "\\" && /["\\$`]/.test(rest[at + 1] ?? "")) {
      text += rest[at + 1];
      at += 1;
    } else if (mark === '"' && (sign === "`" || rest.startsWith("$(", at))) return null;
    else if (mark === '"' && sign === "$") {
      const variable = /^\$\{?([A-Za-z_][A-Za-z0-9_]*)\}?/.exec(rest.slice(at));
      const name = (variable?.[1] ?? "").toLowerCase();
      if (!variable || !parameters.has(name)) return null;
      text += `{{${name}}}`;
      at += variable[0].length - 1;
    } else text += sign;
  }
  return null;
}
