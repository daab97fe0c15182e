import type { ShownPage } from "./model.ts";
import { fill, type Language, WORDS, type Words } from "./words.ts";

/** How a page writes times: in its language and zone. */
export type Times = {
  words: Words;
  /** `14:46 UTC`, with the day where that is not today. */
  moment: (at: string) => string;
  day: (at: string | number) => string;
  month: (at: string) => string;
  duration: (minutes: number) => string;
};

type Where = { settings: Pick<ShownPage["settings"], "language" | "zone">; now: string };

export const localeOf = (language: string): string => (language === "en" ? "en-GB" : language);

export function timesOf({ settings: { language, zone }, now }: Where): Times {
  const words = WORDS[language as Language];
  const locale = localeOf(language);
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
  const time = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" });
  const full = format({ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" });
  const day = format({ day: "numeric", month: "short" });
  const year = format({ day: "numeric", month: "short", year: "numeric" });
  const month = format({ month: "long", year: "numeric" });
  const key = format({ day: "numeric", month: "numeric", year: "numeric" });
  const today = key.format(new Date(now));
  return {
    words,
    moment: (at) => (key.format(new Date(at)) === today ? time : full).format(new Date(at)),
    day: (at) => (new Date(at).getUTCFullYear() === new Date(now).getUTCFullYear() ? day : year).format(new Date(at)),
    month: (at) => month.format(new Date(at)),
    duration: (minutes) =>
      minutes < 60 ? fill(words.minutes, { count: minutes }) : fill(words.hours, { hours: Math.floor(minutes / 60), minutes: minutes % 60 }),
  };
}
