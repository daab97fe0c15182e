export { announce } from "./announce.ts";
export { listNotifications } from "./list-notifications.ts";
export { markRead } from "./mark-read.ts";
export { tell } from "./tell.ts";
export { unreadCount } from "./unread-count.ts";
