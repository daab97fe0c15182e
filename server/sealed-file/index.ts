export { entryIn, sealedText, verifySealed } from "./verify-sealed.ts";
