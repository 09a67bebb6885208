import type { Segment } from "./bank-layout.ts";
import type { BoletoValues } from "./boleto-values.ts";

/** Joins the digits of the segments. Throws RangeError if a value does not have exactly the width of its segment. */
export function fillSegments(segments: readonly Segment[], values: BoletoValues): string {
  return segments.map((segment) => digitsOf(segment, values)).join("");
}

function digitsOf(segment: Segment, values: BoletoValues): string {
  if ("literal" in segment) return segment.literal;
  const digits = "computed" in segment ? segment.computed(values) : sliceOf(segment, values);
  if (digits.length !== segment.width || !/^\d+$/.test(digits))
    throw new RangeError(`A segment of ${segment.width} digits was given ${digits.length}`);
  return digits;
}

function sliceOf({ field, from, width }: Extract<Segment, { field: unknown }>, values: BoletoValues): string {
  const value = values[field];
  return from === undefined ? value : value.slice(from, from + width);
}
