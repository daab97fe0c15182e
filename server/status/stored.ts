import { DEFAULT_PAGE, PageSettings } from "#lib/contracts/status/page.ts";
import { type Database, db, type Transaction } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";

type Reader = Database | Transaction;

export type StoredComponent = {
  id: string;
  name: string;
  group: string;
  description: string;
  serviceId: string | null;
  createdAt: Date;
  isRemoved: boolean;
};
export type StoredPage = {
  id: string;
  slug: string;
  settings: PageSettings;
  password: string | null;
  version: number;
  renderedAt: Date | null;
  components: StoredComponent[];
};

/** All pages with their components, also those that were taken off them, in the order of their names. */
export async function storedPages(reader: Reader = db(), where: { id?: string; slug?: string } = {}): Promise<StoredPage[]> {
  const rows = await reader.statusPage.findMany({
    where: { ...where, archivedAt: null },
    include: { components: { orderBy: [{ position: "asc" }, { id: "asc" }] } },
  });
  const pages = rows.map(({ id, slug, settings, password, version, renderedAt, components }) => ({
    id,
    slug,
    settings: settingsFrom(settings),
    password,
    version,
    renderedAt,
    components: components.map((one) => ({
      id: one.id,
      name: one.name,
      group: one.group,
      description: one.description,
      serviceId: one.serviceId,
      createdAt: one.createdAt,
      isRemoved: one.removedAt !== null,
    })),
  }));
  return pages.sort((a, b) => a.settings.name.localeCompare(b.settings.name));
}

/** Stored settings with what was added to them since. */
export function settingsFrom(stored: unknown): PageSettings {
  return PageSettings.parse({ ...DEFAULT_PAGE, ...(stored as object) });
}

export async function storedPage(slug: string, reader: Reader = db()): Promise<StoredPage> {
  const [page] = await storedPages(reader, { slug });
  if (!page) throw noSuchPage(slug);
  return page;
}

export function noSuchPage(slug: string): NotFoundError {
  return new NotFoundError(`There is no status page “${slug}”. Its address is the last part of its link; see them all under Status pages.`);
}
