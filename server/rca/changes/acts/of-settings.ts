import { count, differs, type Finder, gone, more } from "./act.ts";

const WAY =
  /https?:\/\/[^\s"'`]+|\b[\w-]+(\.[\w-]+){2,}(:\d+)?\b|\b(host|url|endpoint|address|dsn|region|topic|queue|bucket|broker|stream|channel|database|keyspace|group[._]?id)s?\b["']?\s*[:=]\s*\S+|port["']?\s*[:=]\s*\d+/i;

const SHUTS = /deny|networkpolicy|egress|ingress|security_?group|firewall|allowlist|whitelist|cors|csp\b/i;
const CODE = /\.(ts|js|mjs|go|py|java|rb|kt|cs|php|rs|scala|swift)$/;

/** What changed lines of settings, queries, schemas and infrastructure do. */
export const OF_SETTINGS: readonly Finder[] = [
  {
    name: "asks for another column",
    weight: 0.9,
    in: more(
      /\bColumn\(|\.filter\(|\bselect\b.+\bfrom\b|@Column|db:"|\bwhere\b|order by|group by|\bfrom\s+\w+|\.(order_by|where|orderBy|findBy)\w*\(|__tablename__|@Table|\.(column|field)\(/i,
    ),
  },
  {
    name: "asks the database differently",
    weight: 0.8,
    in: ({ removed, added }) =>
      /\bselect\b|\bwhere\b|\border by\b|\.objects\.|queryset|@Query|\.query\(|createQuery|aggregate\(|"(term|match|bool|range)"|\bmust\b|findMany|match_phrase|dsl|\.(to_a|pluck|joins)\b/i.test(
        added,
      ) && removed.trim() !== added.trim(),
  },
  { name: "drops a column", weight: 1, in: more(/drop column|rename column|remove_column|drop_column|dropColumn/i) },
  { name: "drops a table", weight: 1, in: more(/drop (table|(materialized )?view|schema|function|type)|rename to|truncate|drop_table|dropTable/i) },
  {
    name: "drops an index",
    weight: 1,
    in: (text) =>
      more(/drop index|remove_index|drop_index|dropIndex/i)(text) ||
      gone(/create (unique )?index|add_index|@Index|createIndex|index=True|db_index/i)(text),
  },
  {
    name: "requires a value",
    weight: 1,
    in: more(/set not null|not null(?! default)|add constraint|check \(|\bunique\b|foreign key|nullable=False/i),
  },
  {
    name: "rewrites a table",
    weight: 1,
    in: more(
      /alter column .* type|alter table|add column .* default|create index(?! concurrently)|vacuum full|lock table|reindex|update \w+ set|backfill/i,
    ),
  },
  {
    name: "takes another version",
    weight: 1,
    in: differs(/\blinux\/\w+|^\s*FROM\s+\S+|\b(engine|runtime|platform|node|python|java|ruby|go)[_-]?(version)?["']?\s*[:=]\s*["']?[\w.-]+/im),
  },
  { name: "addresses differently", weight: 1, in: differs(WAY) },
  {
    name: "trusts differently",
    weight: 1,
    in: ({ removed, added }) =>
      /(?<![a-z])(m?tls|ssl|ca|jwt|jwks?|kid)(?![a-z])|tls(v|config|_)|certificate|issuer|cipher|truststore|keystore|x509|insecure|(signing|public|encryption)[ _-]?key|rotat/i.test(
        `${removed} ${added}`,
      ),
  },
  {
    name: "permits less",
    weight: 1,
    in: ({ removed, added, paths }) =>
      (SHUTS.test(`${added} ${removed} ${paths}`) && (!CODE.test(paths) || SHUTS.test(paths) || count(added, SHUTS) !== count(removed, SHUTS))) ||
      (/iam|role|polic|rbac|permission|scope|grant|acl|action/i.test(`${removed} ${added} ${paths}`) && removed.trim() !== "") ||
      /revoke/i.test(added),
  },
  {
    name: "logs more",
    weight: 1,
    in: ({ removed, added }) =>
      /level|verbos|log/i.test(added) && /\b(debug|trace|verbose|all)\b|verbos\w*\W+(true|\d)/i.test(added) && !/\b(debug|trace)\b/i.test(removed),
  },
  {
    name: "opens a gate",
    weight: 0.8,
    in: ({ removed, added }) =>
      (/\b(off|false|disabled|none)\b|(?<![\d.])0%?(?![\d.])/i.test(removed) && /\b(on|true|enabled)\b|(?<![\d.])[1-9]\d*%/i.test(added)) ||
      (/\b\d+%/.test(removed) && /\b\d+%/.test(added)),
  },
  {
    name: "closes a gate",
    weight: 0.9,
    in: ({ removed, added }) => /\b(on|true|enabled|100%)\b/i.test(removed) && /\b(off|false|disabled|0%)\b/i.test(added),
  },
  {
    name: "has less processor",
    weight: 0.9,
    in: differs(/\b(instance_?(type|class|size)|machine_?type|node_?type|vm_?size|sku|tier|plan)\b["']?\s*[:=]\s*\S+/i),
  },
  { name: "runs more often", weight: 0.9, in: differs(/\b(schedule|cron|rate)\b["']?\s*[:=(]\s*.+/i) },
  {
    name: "formats differently",
    weight: 1,
    in: ({ removed, added, paths }) =>
      /\.(proto|avsc|graphql|thrift|xsd|fbs)\b|openapi|(schema|mapping|index)s?\.(json|ya?ml)|(mapping|schema|template)s?\/[^/]+\.json/i.test(
        paths,
      ) && removed.trim() !== added.trim(),
  },
];
