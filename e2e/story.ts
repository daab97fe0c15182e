import { type Browser, type BrowserContext, type BrowserContextOptions, test as base, expect, type Page } from "@playwright/test";
import { type Api, apiWith } from "./api.ts";
import { installation } from "./installation.ts";
import { takeLooks } from "./looks.ts";
import { type CastName, newPerson, type Person, readCast } from "./people.ts";

type Enter = (who: CastName | Person | "visitor", path: string, options?: BrowserContextOptions) => Promise<Page>;

type Story = {
  /** A page in a browser of its own, signed in as that person. */
  enter: Enter;
  /** The API as one of the cast, for what a story needs but does not tell. */
  api: (who: CastName | Person) => Api;
  cast: Record<CastName, Person>;
  /** Somebody who plays in this story only. */
  join: (name: string) => Promise<Person>;
  /**
   * Starts a practice world of somebody, which ends with the story, and answers with its incident. Approvals there are asked of `approver` alone, not
   * of everybody: other stories look at their queues meanwhile.
   */
  practise: (who: CastName, approver?: CastName | Person) => Promise<string>;
  /** Keeps pictures of this moment for people to look at. */
  look: (page: Page, name: string) => Promise<void>;
};

export const test = base.extend<Story>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
  cast: async ({}, use) => use(await readCast()),
  api: async ({ cast }, use) => {
    const { url } = await installation();
    await use((who) => apiWith(url, personOf(cast, who).state));
  },
  join: async ({ cast }, use) => use((name) => newPerson(cast.ada, name)),
  practise: async ({ api, cast }, use) => {
    const ends: (() => Promise<unknown>)[] = [];
    await use(async (who, approver) => {
      const { reference, id } = await api(who).drills.start.mutate({ scenario: "calm" });
      ends.push(() => api(who).drills.end.mutate({ id }));
      if (approver) await api(who).roles.assign.mutate({ reference, role: "scribe", user: personOf(cast, approver).id });
      return reference;
    });
    for (const end of ends) await end();
  },
  enter: async ({ browser, cast }, use) => {
    const rooms = browsersOf(browser);
    await use(async (who, path, options = {}) => {
      const state = who === "visitor" ? options.storageState : personOf(cast, who).state;
      const page = await rooms.open({ ...options, storageState: state });
      await page.goto(path);
      return page;
    });
    expect(await rooms.close(), "no page had an error of its own").toEqual([]);
  },
  look: async ({ browserName: _ }, use, info) => use((page, name) => takeLooks(page, info, name)),
});

export { expect };

function personOf(cast: Record<CastName, Person>, who: CastName | Person): Person {
  return typeof who === "string" ? cast[who] : who;
}

/** Browsers that are closed together; what went wrong inside their pages is reported at the end. */
function browsersOf(browser: Browser): { open: (options: BrowserContextOptions) => Promise<Page>; close: () => Promise<string[]> } {
  const contexts: BrowserContext[] = [];
  const errors: string[] = [];
  return {
    async open(options) {
      const context = await browser.newContext({ reducedMotion: "reduce", ...options });
      contexts.push(context);
      context.on("page", waitForLifeAfterLoading);
      context.on("weberror", (thrown) => errors.push(`${thrown.page()?.url()}: ${thrown.error().stack ?? thrown.error().message}`));
      return context.newPage();
    },
    async close() {
      await Promise.all(contexts.map((context) => context.close()));
      return errors;
    },
  };
}

/** A page that was loaded answers to clicks and keys only when its scripts have taken it over. */
function waitForLifeAfterLoading(page: Page): void {
  const goto = page.goto.bind(page);
  const reload = page.reload.bind(page);
  page.goto = async (...input) => {
    const response = await goto(...input);
    await isAlive(page);
    return response;
  };
  page.reload = async (...input) => {
    const response = await reload(...input);
    await isAlive(page);
    return response;
  };
}

/** For pages that came by themselves, such as after signing in. */
export async function isAlive(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const parts = [...document.querySelectorAll("main, main button, main input, nav button")];
    return parts.length > 0 && parts.every((part) => Object.keys(part).some((key) => key.startsWith("__reactProps")));
  });
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
}
