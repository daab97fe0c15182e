/**
 * The key of a query that also depends on something beside its input, so that it is read again when that changes. It stands within the
 * key's second part: a third one would make tRPC take the key for one with a prefix, and the query fail. Pure.
 */
export function keyWith<Key extends readonly unknown[]>(key: Key, ground: string): Key {
  return key.map((part, index) => (index === 1 ? { ...(part as object), ground } : part)) as never;
}
