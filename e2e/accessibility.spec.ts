import type { Page } from "@playwright/test";
import { apiWith } from "./api.ts";
import { expectAccessible } from "./axe.ts";
import { installation } from "./installation.ts";
import { type CastName, readCast } from "./people.ts";
import { roomOn } from "./room.ts";
import { type Scene, setScene } from "./scene.ts";
import { expect, test as story } from "./story.ts";

type Screen = {
  name: string;
  who?: CastName | "visitor";
  path: string | ((scene: Scene) => string);
  /** What is on it when it is there. */
  shows: string | RegExp;
  /** What has to be done on the page to bring it up. */
  open?: (page: Page) => Promise<void>;
};

const inRoom = (scene: Scene): string => `/incidents/${scene.reference}`;
const press = (key: string) => (page: Page) => page.keyboard.press(key);
const choose = (item: string) => (page: Page) => roomOn(page).choose(item);
const click = (name: string | RegExp) => async (page: Page) => page.getByRole("main").getByRole("button", { name }).first().click();

const SCREENS: Screen[] = [
  { name: "board", path: "/incidents?state=all", shows: "Checkout refuses cards in Europe" },
  { name: "board-nothing-found", path: "/incidents?q=zzzz", shows: "No incident fits" },
  { name: "board-views", path: "/incidents", shows: "Keep the present filters as", open: click("Views") },
  { name: "board-more-filters", path: "/incidents", shows: "With phases chosen", open: click("More filters") },
  { name: "now", path: "/now", shows: "Needs your decision" },
  { name: "now-calm", who: "vera", path: "/now", shows: "All is calm" },
  { name: "declare", path: "/incidents", shows: "What is happening?", open: press("c") },
  {
    name: "declare-more",
    path: "/incidents",
    shows: "Exists only for the people named on it.",
    open: async (page) => {
      await page.keyboard.press("c");
      await expect(page.getByRole("dialog")).toBeVisible();
      await page.keyboard.type("Checkout refuses cards");
      for (const summary of await page.getByRole("dialog").locator("summary").all()) await summary.click();
      await expect(page.getByText("Is it one of these?")).toBeVisible();
    },
  },
  { name: "room", path: inRoom, shows: "Deploy of 12:02" },
  { name: "room-for-a-viewer", who: "vera", path: inRoom, shows: "Deploy of 12:02" },
  { name: "room-drill", path: ({ drill }) => `/incidents/${drill}`, shows: "This is a drill" },
  { name: "room-ended", path: ({ ended }) => `/incidents/${ended}`, shows: "lasted" },
  { name: "room-private", path: ({ secret }) => `/incidents/${secret}`, shows: "May see it" },
  { name: "status", path: inRoom, shows: "From Mitigating to", open: press("s") },
  { name: "resolve", path: inRoom, shows: "Summary: what happened, in a sentence", open: click("Resolved") },
  { name: "severity", path: inRoom, shows: "Not sure? Answer a few questions", open: press("v") },
  { name: "update", path: inRoom, shows: "Post an update", open: press("u") },
  { name: "times", path: inRoom, shows: "Times", open: choose("Times…") },
  { name: "access", path: inRoom, shows: "Who may see this incident", open: choose("Who may see this…") },
  { name: "merge", path: inRoom, shows: "Merge into another incident", open: choose("Merge into another…") },
  { name: "hand-over", path: inRoom, shows: "What was tried", open: click("Hand over…") },
  { name: "assign", path: inRoom, shows: "I take it", open: click("Assign") },
  { name: "replay", path: inRoom, shows: "Back to now", open: choose("Replay") },
  { name: "command-bar", path: inRoom, shows: "Go to", open: press("Control+k") },
  { name: "ask", path: inRoom, shows: "What should I do next?", open: press("/") },
  { name: "alerts", path: "/alerts?state=all", shows: /Nothing fires|No alert fits|firing|resolved/ },
  { name: "alert-rules", path: "/alerts/rules", shows: "Dry run over past alerts" },
  { name: "maintenance", path: "/alerts/maintenance", shows: /No maintenance is planned|Plan a maintenance/ },
  { name: "integrations", who: "ada", path: "/settings/integrations", shows: "Add an integration" },
  { name: "agents", path: "/agents", shows: "Only mine" },
  { name: "run", path: ({ run }) => `/agents/runs/${run}`, shows: "tells people" },
  {
    name: "run-beside-the-room",
    path: inRoom,
    shows: "tells people",
    open: (page) => roomOn(page).entry("read the run").getByRole("link", { name: "read the run" }).click(),
  },
  { name: "postmortem", path: ({ ended }) => `/incidents/${ended}/postmortem`, shows: "Postmortem" },
  { name: "postmortems", path: "/postmortems", shows: "From notes" },
  { name: "insights", path: "/insights", shows: "Time to detect" },
  { name: "action-items", path: "/action-items", shows: "Action items" },
  { name: "investigation", path: ({ ended }) => `/incidents/${ended}/investigation`, shows: "Uploaded evidence" },
  { name: "investigation-for-a-viewer", who: "vera", path: (scene) => `${inRoom(scene)}/investigation`, shows: "Hypotheses" },
  { name: "analyst-record", path: "/agents/record", shows: /report/ },
  { name: "on-call-mine", path: "/on-call/mine", shows: "Calendar addresses" },
  { name: "on-call-new", who: "ada", path: "/on-call/new", shows: "How it will be" },
  { name: "keyboard-sheet", path: inRoom, shows: "Show this sheet", open: press("?") },
  { name: "notifications", path: "/incidents", shows: "Mark all read", open: (page) => page.getByRole("button", { name: /^Notifications/ }).click() },
  { name: "account-menu", path: "/incidents", shows: "Sign out", open: (page) => page.getByRole("button", { name: /^Account of/ }).click() },
  { name: "welcome", path: "/welcome", shows: "You are in" },
  { name: "people", who: "ada", path: "/people", shows: "Mara Silva" },
  { name: "invite", who: "ada", path: "/people", shows: "Make the link", open: click(/^Invite/) },
  { name: "teams", who: "ada", path: "/people/teams", shows: /Payments/ },
  { name: "services", path: "/services", shows: /Checkout/ },
  { name: "service", path: ({ service }) => `/services/${service}`, shows: "Orders accepted" },
  { name: "escalation", path: (scene) => `${inRoom(scene)}/escalation`, shows: "Who was notified" },
  { name: "escalation-by-hand", path: (scene) => `${inRoom(scene)}/escalation`, shows: "Whom", open: click("Escalate…") },
  { name: "account", path: "/settings/account", shows: "Where you are signed in" },
  { name: "settings-organisation", who: "ada", path: "/settings/organisation", shows: "Currency" },
  { name: "settings-severities", who: "ada", path: "/settings/severities", shows: "SEV1" },
  { name: "settings-roles", who: "ada", path: "/settings/roles", shows: /role/i },
  { name: "settings-fields", who: "ada", path: "/settings/fields", shows: /field/i },
  { name: "settings-escalation", who: "ada", path: "/settings/escalation", shows: "New position" },
  { name: "settings-policy", who: "ada", path: "/settings/escalation/default", shows: "When nobody answers" },
  { name: "settings-notices", who: "ada", path: "/settings/notices", shows: "It begins" },
  { name: "settings-postmortems", who: "ada", path: "/settings/postmortems", shows: "Approvals and due days" },
  { name: "settings-keys", who: "ada", path: "/settings/keys", shows: "Keys of the organisation" },
  { name: "api-docs", path: "/docs/api", shows: "Declare an incident. Title and severity are enough" },
  { name: "settings-webhooks", who: "ada", path: "/settings/webhooks", shows: "New webhook" },
  { name: "settings-webhook-new", who: "ada", path: "/settings/webhooks", shows: "Private incidents too", open: click("New webhook") },
  { name: "settings-connections", who: "ada", path: "/settings/connections", shows: "Connect a system" },
  { name: "settings-connection-new", who: "ada", path: "/settings/connections", shows: "Save and test", open: click("Connect a system") },
  { name: "settings-agents", who: "ada", path: "/settings/agents", shows: "How to configure a model" },
  { name: "settings-for-a-viewer", who: "vera", path: "/settings/organisation", shows: "Currency" },
  { name: "audit", who: "ada", path: "/audit?action=team.create", shows: "Ada Lindqvist" },
  { name: "not-found", path: "/incidents/INC-2020-0101-001", shows: "There is nothing here for you" },
  { name: "nowhere", path: "/no/such/page", shows: "There is nothing here for you" },
  { name: "sign-in", who: "visitor", path: "/sign-in", shows: "Sign in" },
  { name: "join", who: "visitor", path: ({ invitation }) => `/join?token=${invitation}`, shows: "Your name" },
  { name: "join-too-late", who: "visitor", path: "/join?token=not-a-token-any-more", shows: "This invitation does not work any more" },
];

const test = story.extend<object, { scene: Scene }>({
  scene: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
    async ({}, use) => {
      const cast = await readCast();
      const { url } = await installation();
      await use(await setScene((who) => apiWith(url, cast[who].state), cast));
    },
    { scope: "worker" },
  ],
});

for (const { name, who = "grace", path, shows, open } of SCREENS) {
  test(`axe finds nothing on ${name}`, async ({ enter, scene, look }) => {
    // The description of some hundred operations is one long page.
    if (name === "api-docs") test.slow();
    const page = await enter(who, typeof path === "string" ? path : path(scene));
    await open?.(page);
    await expect(page.getByText(shows).filter({ visible: true }).first()).toBeVisible();
    await expectAccessible(page);
    await look(page, name);
  });
}
