export { deleteUnclaimedAttachments } from "./clean-up.ts";
export { readAttachment, type StoredFile } from "./read-attachment.ts";
export { attachmentRefs } from "./refs.ts";
export { storeAttachment } from "./store-attachment.ts";
