export { EXPIRES_SECONDS, readPresence } from "./read-presence.ts";
