export { attachmentRefs } from "./refs.ts";
