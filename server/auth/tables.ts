import { AsyncLocalStorage } from "node:async_hooks";
import { db, type Transaction, transaction } from "#server/platform/db.ts";

const current = new AsyncLocalStorage<Transaction>();

/** Runs one sign-in request in one transaction: all that the auth library writes, and our audit row, or nothing. */
export function inOneTransaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  return transaction((tx) => current.run(tx, () => work(tx)));
}

const client = () => current.getStore() ?? db();

/** The tables that the auth library may touch, on the transaction of the request that it serves. */
export const authTables = {
  get user() {
    return client().user;
  },
  get session() {
    return client().session;
  },
  get account() {
    return client().account;
  },
  get verification() {
    return client().verification;
  },
  get passkey() {
    return client().passkey;
  },
  get twoFactor() {
    return client().twoFactor;
  },
};
