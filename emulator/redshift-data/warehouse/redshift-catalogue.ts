import type { Engine } from "../engine/start-engine";
import { CATALOGUE_SQL, type CataloguePart, neededParts, readsCatalogue } from "../sql/catalogue/catalogue";
import { engineSetting } from "../sql/redshift-settings";
import type { SqlToken } from "../sql/sql-tokens";
import { LoadRecords } from "./load-records";

function isOn(setting: string): string {
  return `pg_catalog.lower(pg_catalog.current_setting('${engineSetting(setting)}')) IN ('on', 'true', 'yes', '1')`;
}

const CASE_SENSITIVE_SQL = `SELECT ${isOn("enable_case_sensitive_identifier")} AS identifiers,
  ${isOn("enable_case_sensitive_super_attribute")} AS attributes`;

/** With the names of the views without schema binding, once there can be any. */
const WITH_VIEWS_SQL = `${CASE_SENSITIVE_SQL}, pg_internal.late_view_names() AS views`;

/** What the engine says of the connection and of its catalogue before a statement is translated. */
export interface DialectState {
  readonly isCaseSensitive: boolean;
  readonly isAttributeCaseSensitive: boolean;
  /** Names of the views without schema binding. */
  readonly lateViews: readonly string[];
}

/** The parts of Redshift's catalogue that are made when they are first needed. */
export class RedshiftCatalogue {
  /** Rows of system views, written when a statement first reads such a view. */
  readonly records = new LoadRecords();
  private readonly made = new Set<CataloguePart>();

  constructor(private readonly engine: Engine) {}

  /** Makes what a statement may need and is not made yet, each on the free connection. */
  missing(tokens: readonly SqlToken[]): readonly (() => Promise<void>)[] {
    const parts = neededParts(tokens).filter((part) => !this.made.has(part));
    const hasRecords = !this.records.isEmpty && readsCatalogue(tokens);
    return [
      ...parts.map((part) => () => this.make(part)),
      ...(hasRecords ? [() => this.records.write(this.engine)] : []),
    ];
  }

  private async make(part: CataloguePart): Promise<void> {
    await this.engine.exec(CATALOGUE_SQL[part]);
    this.made.add(part);
  }

  async read(): Promise<DialectState> {
    const [result] = await this.engine.exec(
      this.made.has("keeping-place") ? WITH_VIEWS_SQL : CASE_SENSITIVE_SQL,
    );
    const { identifiers, attributes, views } = result?.rows[0] ?? {};
    return {
      isCaseSensitive: identifiers === true,
      isAttributeCaseSensitive: attributes === true,
      lateViews: Array.isArray(views) ? views.map(String) : [],
    };
  }
}
