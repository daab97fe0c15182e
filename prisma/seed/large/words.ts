/** What incidents at a large company are about. Each list is roughly from common to rare: words are drawn by their rank. */

const lines = (text: string): string[] =>
  text
    .trim()
    .split("\n")
    .map((line) => line.trim());

const words = (text: string): string[] => text.trim().split(/\s+/);

export const AREAS = words(`checkout payment search catalogue cart identity ledger pricing shipping inventory notification reporting
  recommendation loyalty returns invoice fraud session image media translation address tax gift-card wishlist review campaign coupon
  subscription support-desk partner supplier warehouse courier tracking refund settlement payout currency consent profile preference
  analytics export import audit archive scheduler gateway edge webhook feature-flag configuration experiment`);

export const KINDS_OF_SERVICE = words("api worker web gateway store cache stream index job proxy");

export const SYMPTOMS = lines(`
  answers slowly
  returns 500
  times out
  returns 503 for every third request
  drops requests under load
  is unreachable
  serves stale data
  restarts in a loop
  runs out of memory
  loses messages
  delivers twice
  cannot reach its database
  refuses valid tokens
  rejects large uploads
  shows wrong totals
  fails its health check
  falls behind its queue
  uses all of its connections
  fills its disk
  answers 429 to its own callers
  returns empty lists
  fails after sign-in
  cannot write
  rounds amounts wrongly
  ignores its configuration
  fails only for new accounts
  leaks file handles
  waits for a lock
  cannot resolve its upstream
  presents an expired certificate
  skips its nightly run
  shows another customer's language
  rejects every second login
  answers from the wrong region
  repeats its migrations at each start`);

export const CIRCUMSTANCES = lines(`
  after the deploy of {version}
  in {region}
  since the node {host} was replaced
  for customers of {customer}
  while the nightly import runs
  when {service} is slow
  for requests above 1 MB
  on phones only
  after the certificate was renewed
  since the feature flag {flag} went to {percent}
  during the sale
  behind the new load balancer
  with the message {code}
  after the failover of {database}
  every hour on the hour
  for accounts made before 2019
  in the {environment} environment
  since {region} took over the traffic
  for one customer in {percent}
  after the schema migration {ticket}
  with more than {count} items
  when the cache is cold
  over IPv6
  after midnight UTC
  for the tenant {customer}`);

export const SIGNALS = lines(`
  error rate
  p99 latency
  queue depth
  CPU
  memory
  open connections
  replication lag
  cache hit rate
  disk usage
  garbage collection pauses
  thread count
  retries per request
  consumer lag
  saturation of the connection pool
  TLS handshake failures
  DNS lookups
  packet loss
  rejected writes
  number of restarts
  age of the oldest message`);

export const CAUSES = lines(`
  the deploy of {version} doubled the queries per request
  a connection pool of {count} is too small for the retry storm
  the index {identifier} is missing after the migration
  a lock on {database} is held by the nightly job
  the certificate of {host} expired
  the feature flag {flag} sends all traffic to one partition
  a configuration change took the timeout from 30 s to 3 s
  the upstream provider throttles us
  the cache was emptied and everything falls through to {database}
  a disk of {host} is full of core dumps
  one consumer of the group is stuck on message {identifier}
  the garbage collector stops the world for {count} ms
  the new node image ships another resolver
  a customer imports {count} items in one request
  the failover left two primaries for {count} seconds
  the sidecar of {service} was updated without its policy
  clock skew of {count} s on {host}
  the rate limiter counts per address and all offices share one
  the secret was rotated in one region only
  a retry without back-off in {service}`);

export const ACTIONS = lines(`
  rolled back to {version}
  restarted {host}
  turned the flag {flag} off
  raised the pool to {count}
  scaled {service} to {count} instances
  drained {host}
  failed over to {region}
  killed the query {identifier}
  purged the cache of {service}
  renewed the certificate
  paused the import
  moved the traffic of {customer} to {region}
  put a circuit breaker before {service}
  added the missing index
  cleared {count} GB on {host}
  reverted the configuration change {ticket}
  blocked the address range of the crawler
  doubled the partitions
  reset the consumer to offset {identifier}
  opened a case with the provider: {ticket}`);

export const LIBRARIES = words(`postgres redis kafka envoy nginx node jvm rabbitmq elasticsearch kubernetes istio terraform haproxy memcached
  cassandra mongodb clickhouse etcd consul vault prometheus grafana loki fluentd s3 cloudfront route53 openssl glibc systemd containerd
  cilium coredns argo flink spark airflow dbt minio ceph`);

export const REGIONS = words("eu-west-1 eu-central-1 us-east-1 us-west-2 ap-southeast-1 ap-northeast-1 eu-north-1 sa-east-1 ca-central-1 me-south-1");
export const ENVIRONMENTS = words("production canary staging load-test");

export const FIRST_NAMES = words(`Ana Ben Carla Dario Edda Femi Gita Hugo Ines Jun Kai Lena Mira Nils Olga Pia Quinn Rosa Sven Tara Uma Vera Wim Xenia
  Yara Zeno Amir Bea Chidi Dunja Eero Fatou Goran Hana Ivo Jana Kofi Liv Milo Nadia`);
export const LAST_NAMES = words(`Abel Brandt Costa Dahl Eriksen Falk Garcia Hoffmann Ito Jansen Keller Larsen Moreau Novak Okoye Petrov Quist
  Rossi Schmidt Tanaka Ueda Varga Weber Xu Yilmaz Zhang Andersen Bauer Cohen Diallo Fischer Gruber Huber Ivanova Jovic`);

const SYLLABLES = words("al bor cen dra el fin gar hel ist jor kal lum mer nor os pel quin ros sol tam ul ver wen xan yor zel");
const ENDINGS = words("ia ex on ara ent is um ova ix ado");

/** Names of customers, by their number. */
export function customerName(number: number): string {
  const [first, second] = [number % SYLLABLES.length, Math.floor(number / SYLLABLES.length) % SYLLABLES.length];
  const ending = Math.floor(number / SYLLABLES.length ** 2) % ENDINGS.length;
  const name = `${SYLLABLES[first]}${SYLLABLES[second]}${ENDINGS[ending]}`;
  return `${name[0]?.toUpperCase()}${name.slice(1)}`;
}
export const CUSTOMERS = Array.from({ length: 5_000 }, (_, number) => customerName(number * 7));
