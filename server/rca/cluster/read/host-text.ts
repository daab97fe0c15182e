/** A unit of systemd on a node, as `systemctl status` shows it. */
export type UnitText = { source: string; node: string | null; unit: string; active: string; isUp: boolean; text: string };

const UNIT = /^\W*([\w@.-]+)\.service\s+-\s/m;

export function readUnit(words: readonly string[], text: string, source: string): UnitText | null {
  const active = /^\s*Active:\s*(\w+(?: \([\w:-]+\))?)(.*)$/m.exec(text);
  const gone = /Unit (\S+?)(?:\.service)? could not be found/.exec(text);
  const unit = UNIT.exec(text)?.[1] ?? gone?.[1] ?? words.at(words.indexOf("status") + 1);
  if (!(active || gone) || !unit) return null;
  const state = active?.[1] ?? "not found";
  return {
    source,
    node: hostIn(words) ?? /^Node:\s*(\S+)/m.exec(text)?.[1] ?? null,
    unit: unit.replace(/\.service$/, ""),
    active: state,
    isUp: /^(active|activating|reloading)/.test(state),
    text,
  };
}

/** The host of `ssh host …`. */
export function hostIn(words: readonly string[]): string | null {
  if (words[0] !== "ssh") return null;
  const host = words.slice(1).find((word, index) => !word.startsWith("-") && !/^-[ilpFoJ]$/.test(words[index] ?? ""));
  return host?.split("@").at(-1) ?? null;
}

/** Whether something answered to nc, curl, ping, telnet or wget. */
export type ReachText = {
  source: string;
  host: string;
  port: number | null;
  isReached: boolean;
  text: string;
  lossPercent: number | null;
  delayMs: number | null;
};

const REFUSED =
  /connection failed|refused|timed? ?out|could not resolve|no route|unreachable|bad address|name or service not known|unknown host|empty reply|reset by peer|no such host|\b100% packet loss/i;
const ANSWERED = /succeeded|\bopen\b|connected|HTTP\/[\d.]+ \d|bytes from|\b0% packet loss|^\s*[<{[]/im;

export function readReach(words: readonly string[], text: string, source: string): ReachText | null {
  const address =
    words.slice(1).find((word) => /[a-z]/i.test(word) && !word.startsWith("-")) ?? words.find((word) => /^\d+\.\d+\.\d+\.\d+/.test(word));
  if (!address || text.trim() === "") return null;
  const { host, port } = partsOf(address);
  const after = words[words.indexOf(address) + 1] ?? "";
  const loss = /(\d+(?:\.\d+)?)% packet loss/.exec(text)?.[1];
  const delay = /=\s*[\d.]+\/([\d.]+)\//.exec(text)?.[1];
  const failed = REFUSED.test(text);
  if (!failed && loss === undefined && delay === undefined && !ANSWERED.test(text)) return null;
  return {
    source,
    host,
    port: port ?? (/^\d+$/.test(after) ? Number(after) : null),
    isReached: !failed,
    text: text.trim(),
    lossPercent: loss === undefined ? null : Number(loss),
    delayMs: delay === undefined ? null : Number(delay),
  };
}

/** `http://shop.prod.svc:8080/path` → shop.prod.svc and 8080. */
export function partsOf(address: string): { host: string; port: number | null } {
  const [, host = "", port] = /^(?:[a-z][\w+.-]*:\/\/)?(?:[^@/\s]*@)?([\w.-]+)(?::(\d{1,5}))?/i.exec(address) ?? [];
  return { host, port: port === undefined ? null : Number(port) };
}
