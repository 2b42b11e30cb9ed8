import { format } from "../model/format.ts";

/** In the reader's form. */
export const formats = format();
