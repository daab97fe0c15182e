import { z } from "zod";
import { DEFAULT_NOTICES, NoticeBook, NoticeMatrix, SaveNoticeMatrix } from "#lib/contracts/notice.ts";
import { operation } from "./define.ts";

export const noticeOperations = [
  operation("get_notices", {
    title: "Read who is told",
    about: "Read who is told at which severity and event besides those at work, and whom that would reach now.",
    http: "GET /notices",
    permission: "settings.read",
    risk: "read",
    calls: ["notices.book"],
    input: z.object({}),
    output: NoticeBook,
    run: ({ api }) => api.notices.book(),
  }),
  operation("save_notices", {
    title: "Say who is told",
    about: "Say who is told at which severity and event; `version` is the one that was read. New mail addresses need the console.",
    http: "PUT /notices",
    permission: "settings.manage",
    risk: "write",
    calls: ["notices.save"],
    input: SaveNoticeMatrix,
    output: z.object({ matrix: NoticeMatrix, version: z.number().int(), updatedAt: z.string().nullable(), updatedBy: z.string().nullable() }),
    example: { version: 0, matrix: { ...DEFAULT_NOTICES, SEV4: [] } },
    run: ({ api }, given) => api.notices.save(given),
  }),
] as const;
