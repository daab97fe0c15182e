export { announce } from "./announce.ts";
export { listNotifications } from "./list-notifications.ts";
export { markRead } from "./mark-read.ts";
export { unreadCount } from "./unread-count.ts";
