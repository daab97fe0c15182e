import { ALERT_LEVELS, type AlertLevel } from "#lib/contracts/alert-terms.ts";

const WORDS: Record<AlertLevel, RegExp> = {
  critical: /^(critical|crit|fatal|emergency|emerg|panic|disaster|page|blocker|p-?[01]|sev-?[01]|severity-?1|s1)$/,
  error: /^(error|err|major|high|severe|alert|p-?2|sev-?2|severity-?2|s2)$/,
  warning: /^(warning|warn|minor|medium|moderate|average|p-?3|sev-?3|severity-?3|s3)$/,
  info: /^(info|information|informational|notice|low|none|debug|ok|success|p-?[45]|sev-?[45]|severity-?[45]|s[45])$/,
};

/** How bad a sender's word says it is; null for a word that says nothing. */
export function levelOf(word: string): AlertLevel | null {
  const wanted = word
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, "-");
  return ALERT_LEVELS.find((level) => WORDS[level].test(wanted)) ?? null;
}
