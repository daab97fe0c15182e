import { z } from "zod";
import { address, type ConnectionKindDescription, secretOf } from "./connection-parts.ts";
import { optionalLineOf } from "./text.ts";

const anotherAddress = (usual: string) =>
  optionalLineOf(2_048, "The address")
    .default("")
    .meta({
      title: "Another address",
      placeholder: usual,
      description: `Only where ${usual} is reached by another address, such as of a server of your own.`,
    });

/** Where action items become tickets, and what becomes of them is read back. Only from Settings: each is of one project. */
export const TRACKING_KINDS = {
  github: {
    title: "GitHub issues",
    does: "tracks",
    about: "Action items as issues of a repository; one that is closed there is done here.",
    settings: z.object({
      repository: z
        .string()
        .trim()
        .regex(/^[\w.-]{1,100}\/[\w.-]{1,100}$/, "Give the repository as owner/name.")
        .meta({ title: "Repository", placeholder: "acme/shop" }),
      url: anotherAddress("https://api.github.com"),
    }),
    secrets: z.object({ token: secretOf("Token", "A fine-grained token for this repository with Issues: read and write.") }),
    environment: {},
    needs: [],
  },
  jira: {
    title: "Jira",
    does: "tracks",
    about: "Action items as issues of a project; one whose status is of the category done is done here.",
    settings: z.object({
      url: address("https://acme.atlassian.net"),
      project: z
        .string()
        .trim()
        .toUpperCase()
        .regex(/^[A-Z][A-Z0-9_]{1,20}$/, "Give the project's key, such as OPS.")
        .meta({ title: "Project", placeholder: "OPS" }),
      issueType: optionalLineOf(80, "The type of issue").default("Task").meta({ title: "Type of issue", placeholder: "Task" }),
      user: optionalLineOf(200, "The user")
        .default("")
        .meta({ title: "User", description: "The e-mail address of whose API token it is. Empty: a personal access token of a server of your own." }),
    }),
    secrets: z.object({ token: secretOf("Token", "An API token, or a personal access token of Jira Data Center.") }),
    environment: {},
    needs: [],
  },
  linear: {
    title: "Linear",
    does: "tracks",
    about: "Action items as issues of a team; one that is completed or cancelled there is done or dropped here.",
    settings: z.object({
      team: z
        .string()
        .trim()
        .toUpperCase()
        .regex(/^[A-Z][A-Z0-9]{0,9}$/, "Give the team's key, such as ENG.")
        .meta({ title: "Team", placeholder: "ENG" }),
      url: anotherAddress("https://api.linear.app"),
    }),
    secrets: z.object({ token: secretOf("API key", "Settings → Security & access → Personal API keys.") }),
    environment: {},
    needs: [],
  },
} as const satisfies Record<string, ConnectionKindDescription>;

export type TrackingKind = keyof typeof TRACKING_KINDS;
export const TRACKING_KIND_NAMES = Object.keys(TRACKING_KINDS) as [TrackingKind, ...TrackingKind[]];
