export { type Access, type Bundle, nameOfBytes, packBundle, type Resource, unpackBundle } from "./bundle.ts";
export { openShelf, type Shelf } from "./folder.ts";
export { createHandler, type Handle } from "./handle.ts";
export { type Handed, openTray, type Tray } from "./tray.ts";
