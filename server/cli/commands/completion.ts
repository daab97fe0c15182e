import { clientOf } from "../client.ts";
import { type Command, type Io, UsageError } from "../command.ts";
import { readOperations } from "../document.ts";
import { ALIASES } from "../operation-command.ts";

const SHELLS: Record<string, (words: string) => string> = {
  bash: (words) => `_muster() { COMPREPLY=($(compgen -W "${words}" -- "\${COMP_WORDS[COMP_CWORD]}")); }\ncomplete -F _muster muster`,
  zsh: (words) => `#compdef muster\n_arguments '1:command:(${words})' '*:argument:_default'`,
  fish: (words) => `complete -c muster -f -n __fish_use_subcommand -a "${words}"`,
};

/** `muster completion SHELL`: a script that completes command names, those of the console too when it answers. */
export function completion(commands: () => readonly Command[]): Command {
  return {
    name: "completion",
    usage: Object.keys(SHELLS).join("|"),
    about: "Print a script that completes commands, for example: source <(muster completion bash)",
    async run([shell = ""], io) {
      const script = SHELLS[shell];
      if (!script) throw new UsageError(`Give a shell: ${Object.keys(SHELLS).join(", ")}.`);
      const own = commands().map(({ name }) => name.split(" ")[0] ?? name);
      io.out(script([...new Set([...own, ...Object.keys(ALIASES), ...(await remoteNames(io))])].sort().join(" ")));
      return 0;
    },
  };
}

async function remoteNames(io: Io): Promise<string[]> {
  const client = clientOf(io);
  return readOperations(client).then(
    (operations) => operations.map(({ name }) => name),
    () => [],
  );
}
