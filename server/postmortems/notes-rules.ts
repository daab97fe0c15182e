import { Temporal } from "temporal-polyfill";

/** One line of notes with when it was written, if it says so. `who`: the name before it. */
export type NoteLine = { at: string | null; text: string };
export type NotesRead = {
  lines: NoteLine[];
  figures: { usersPercent: number | null; customers: number | null; revenuePerHour: number | null };
  /** Money in all, where the notes say only that. */
  revenueLost: number | null;
  startedAt: string | null;
  endedAt: string | null;
  severity: "SEV1" | "SEV2" | "SEV3" | "SEV4" | null;
  title: string | null;
};

type Zone = { timeZone: string; day: string };

const OFFSETS: Record<string, string> = {
  ...{ UTC: "+00:00", GMT: "+00:00", Z: "+00:00", BST: "+01:00", CET: "+01:00", CEST: "+02:00", EET: "+02:00", EEST: "+03:00" },
  ...{
    EST: "-05:00",
    EDT: "-04:00",
    CST: "-06:00",
    CDT: "-05:00",
    MST: "-07:00",
    MDT: "-06:00",
    PST: "-08:00",
    PDT: "-07:00",
    IST: "+05:30",
    JST: "+09:00",
    AEST: "+10:00",
  },
};
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const ZONES = Object.keys(OFFSETS)
  .filter((name) => name !== "Z")
  .join("|");
const CLOCK = `(\\d{1,2})[:.h](\\d{2})(?:[:.](\\d{2}))?(?:[.,]\\d+)?\\s*(am|pm)?`;
const ZONE = `\\s*(Z\\b|(?:${ZONES})\\b|[+-]\\d{2}:?\\d{2}\\b)?`;
const DATE =
  "(?:(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})|(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})|(?:(\\d{1,2}) )?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?(?: (\\d{1,2}))?,?(?: (\\d{4}))?)";
const LEAD = new RegExp(
  `^[\\s>*•\\-\\[(]*(?:${DATE}[T,\\s]+(?:at\\s+)?)?(?:T[+-]\\d+\\s*(?:min)?\\s*\\(?)?${CLOCK}${ZONE}[\\])]*\\s*(?:[-–—:|]\\s*)?`,
  "i",
);
const DAY_LINE = new RegExp(`^[\\s#*=-]*${DATE}[\\s*=-]*$`, "i");
/** `Ada Lovelace  2:31 PM`, as chat programs copy it: who and when, the words on the lines after. */
const CHAT_HEAD = new RegExp(`^(\\S[^\\d\\n]{0,40}?)\\s+\\[?${CLOCK}${ZONE}\\]?\\s*$`, "i");

/** Messy notes as lines with instants, and what they say of impact, severity and title. Times without a zone are those of `timeZone`. Pure. */
export function readNotes(notes: string, zone: Zone): NotesRead {
  const lines = linesOf(notes, zone);
  const times = lines.flatMap(({ at }) => at ?? []).toSorted();
  const when = (pattern: RegExp) => lines.find(({ at, text }) => at !== null && pattern.test(text))?.at ?? null;
  const last = lines.findLast(
    ({ at, text }) =>
      at !== null &&
      /\b(?:full(?:y)? (?:service )?(?:restored|recover(?:ed|y))|resolved|all clear|back to normal|fully recovered|recovery confirmed|incident (?:closed|over))\b/i.test(
        text,
      ),
  )?.at;
  const span = /\b(\d{1,2}:\d{2})\s*(?:-|–|to|until)\s*(\d{1,2}:\d{2})\b/.exec(notes);
  const spanned = (clock: string | undefined) =>
    clock ? instantOf({ hour: Number(clock.split(":")[0]), minute: Number(clock.split(":")[1]), zone: null }, zone.day, zone.timeZone) : null;
  return {
    lines,
    figures: figuresIn(notes),
    revenueLost: revenueIn(notes),
    startedAt:
      when(
        /\b(?:impact (?:began|started|start)|outage (?:began|started|start)|started failing|customers? (?:report|see)|alert(?:s)? fired|alert:|first alert|errors? (?:spik|start|began))/i,
      ) ??
      spanned(span?.[1]) ??
      times[0] ??
      null,
    endedAt: last ?? spanned(span?.[2]) ?? times.at(-1) ?? null,
    severity: (/\bSEV ?-?([1-4])\b/i.exec(notes)?.[1] ? `SEV${/\bSEV ?-?([1-4])\b/i.exec(notes)?.[1]}` : null) as NotesRead["severity"],
    title: titleIn(lines),
  };
}

function linesOf(notes: string, { timeZone, day }: Zone): NoteLine[] {
  const lines: NoteLine[] = [];
  let today = day;
  for (const raw of notes.split("\n")) {
    const line = raw.trim();
    if (line === "") continue;
    const whole = DAY_LINE.exec(line);
    const head = CHAT_HEAD.exec(line);
    const lead = LEAD.exec(line);
    if (whole) today = dateOf(whole, 1, today);
    else if (lead) {
      today = dateOf(lead, 1, today);
      lines.push({ at: instantFrom(lead, 11, today, timeZone), text: line.slice(lead[0].length).trim() });
    } else if (head) lines.push({ at: instantFrom(head, 2, today, timeZone), text: `${head[1]}:` });
    else {
      const before = lines.at(-1);
      if (before && /^[^\s:][^:]{0,40}:$/.test(before.text)) before.text = `${before.text} ${line}`;
      else lines.push({ at: null, text: line });
    }
  }
  return lines.filter(({ text }) => text !== "");
}

/** The day that a match names from its group `from` on, else the day so far. */
function dateOf(match: RegExpExecArray, from: number, otherwise: string): string {
  const group = (index: number) => match[from + index];
  const pad = (text: string | number | undefined) => String(text ?? "1").padStart(2, "0");
  if (group(0)) return `${group(0)}-${pad(group(1))}-${pad(group(2))}`;
  if (group(5)) return `${group(5)}-${pad(group(4))}-${pad(group(3))}`;
  const month = group(7);
  if (!month) return otherwise;
  return `${group(9) ?? otherwise.slice(0, 4)}-${pad(MONTHS.indexOf(month.toLowerCase()) + 1)}-${pad(group(6) ?? group(8))}`;
}

function instantFrom(match: RegExpExecArray, from: number, day: string, timeZone: string): string | null {
  const [hours, minutes, , half, zone] = [match[from], match[from + 1], match[from + 2], match[from + 3], match[from + 4]];
  const hour = half ? (Number(hours) % 12) + (half.toLowerCase() === "pm" ? 12 : 0) : Number(hours);
  return instantOf({ hour, minute: Number(minutes), zone: zone ?? null }, day, timeZone);
}

function instantOf({ hour, minute, zone }: { hour: number; minute: number; zone: string | null }, day: string, timeZone: string): string | null {
  try {
    const offset = zone === null ? timeZone : (OFFSETS[zone.toUpperCase()] ?? zone.replace(/^([+-]\d{2}):?(\d{2})$/, "$1:$2"));
    const wall = Temporal.PlainDateTime.from(`${day}T${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`, { overflow: "reject" });
    return new Date(Number(wall.toZonedDateTime(offset, { disambiguation: "compatible" }).epochMilliseconds)).toISOString();
  } catch {
    return null;
  }
}

const AMOUNT = "([\\d][\\d,.]*)\\s*(k|m|thousand|million)?";

function amountOf(digits: string | undefined, scale: string | undefined): number | null {
  const value = Number((digits ?? "").replaceAll(",", "").replace(/\.$/, ""));
  if (!digits || Number.isNaN(value)) return null;
  return value * (/^(k|thousand)$/i.test(scale ?? "") ? 1_000 : /^(m|million)$/i.test(scale ?? "") ? 1_000_000 : 1);
}

function figuresIn(notes: string): NotesRead["figures"] {
  const share =
    /(\d{1,3}(?:\.\d+)?)\s*(?:%|percent)\s+(?:of\s+)?(?:all\s+)?(?:checkouts?|users?|customers?|requests?|attempts?|payments?|checkout attempts|traffic|orders?|logins?|[a-z]+ (?:failure|fail|error))/i.exec(
      notes,
    );
  const customers =
    new RegExp(`${AMOUNT}\\s+(?:affected |impacted )?(?:customers|users|accounts|people)\\b`, "i").exec(notes) ??
    new RegExp(`(?:customers|users) affected:?\\s*~?${AMOUNT}`, "i").exec(notes);
  const hourly = new RegExp(`[$€£]\\s*${AMOUNT}\\s*(?:\\/|per|an|a)\\s*h(?:our|r)?`, "i").exec(notes);
  const percent = share ? Number(share[1]) : null;
  const count = customers ? amountOf(customers[1], customers[2]) : null;
  return {
    usersPercent: percent !== null && percent <= 100 ? percent : null,
    customers: count === null ? null : Math.round(count),
    revenuePerHour: hourly ? amountOf(hourly[1], hourly[2]) : null,
  };
}

function revenueIn(notes: string): number | null {
  const lost = new RegExp(`[$€£]\\s*${AMOUNT}(?!\\s*(?:\\/|per|an?)\\s*h)`, "i").exec(notes);
  return lost ? amountOf(lost[1], lost[2]) : null;
}

/** The first line without a time that reads like a heading. */
function titleIn(lines: readonly NoteLine[]): string | null {
  const head = lines.slice(0, 3).find(({ at, text }) => at === null && text.length <= 120 && !/:$/.test(text));
  const title = head?.text.replace(/^[#*\s]+|[*\s]+$/g, "").replace(/^(?:incident|postmortem|title|outage)\s*[:\-–]\s*/i, "");
  return title && title.length >= 5 ? title : null;
}
