// The text of a PDF, as a reader selects it.
import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** By poppler's `pdftotext`, which `cargo xtask test` installs. */
export async function textOf(path: string): Promise<string> {
  const { stdout } = await promisify(execFile)("pdftotext", ["-layout", path, "-"]);
  return stdout;
}
