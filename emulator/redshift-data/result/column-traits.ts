import { redshiftType } from "./redshift-types";

const NUMERIC = "numeric";
/** The engine adds this to a packed length or precision. */
const MODIFIER_OFFSET = 4;

/** What a column's type says of it, in the Data API's words. */
interface ColumnTraits {
  readonly typeName: string;
  /** Of a decimal; the length of text; the longest text of anything else. */
  readonly precision: number;
  readonly scale: number;
  readonly isCaseSensitive: boolean;
  readonly isSigned: boolean;
}

function sizeOf(name: string, modifier: number, ofType: { precision: number; scale: number }) {
  if (name === NUMERIC) {
    return modifier < 0 ? ofType : { precision: modifier >> 16, scale: modifier & 0x7ff };
  }
  const hasLength = modifier >= 0 && (name === "varchar" || name === "bpchar");
  return { precision: hasLength ? modifier : ofType.precision, scale: ofType.scale };
}

/**
 * @param typeId the engine's number of the type
 * @param typeModifier declared length or precision and scale, packed by the engine; -1 for none
 * @param computedScale scale of a decimal without a declared one
 */
export function columnTraits(typeId: number, typeModifier: number, computedScale = 0): ColumnTraits {
  const { name, field, precision, scale = 0 } = redshiftType(typeId);
  const ofType = { precision, scale: name === NUMERIC ? computedScale : scale };
  return {
    typeName: name,
    ...sizeOf(name, typeModifier - MODIFIER_OFFSET, ofType),
    isCaseSensitive: name === "varchar" || name === "bpchar",
    isSigned: field === "longValue" || field === "doubleValue" || name === NUMERIC,
  };
}
