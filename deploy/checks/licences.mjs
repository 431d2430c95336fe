// Holds the licences of all components of the bills of materials against a list. One allowed licence of several suffices.
import { readFileSync } from "node:fs";

const [list, ...boms] = process.argv.slice(2);
const allowed = new Set(
  readFileSync(list, "utf8").split("\n").filter((line) => line && !line.startsWith("#")),
);

const names = ({ licenses = [] }) => licenses.map((one) => one.expression ?? one.license.id ?? one.license.name);
const isAllowed = (name) => name.split(/ OR /).some((one) => allowed.has(one.replace(/[()]/g, "")));

let wrong = 0;
let checked = 0;
for (const bom of boms) {
  for (const component of JSON.parse(readFileSync(bom, "utf8")).components) {
    if (component.group === "io.sealpost") continue;
    checked++;
    if (!names(component).some(isAllowed)) {
      console.error(`${component.purl}: ${names(component).join(", ") || "no licence"} is not allowed`);
      wrong++;
    }
  }
}
console.log(`${checked} components, ${wrong} without an allowed licence`);
process.exit(wrong || !checked ? 1 : 0);
