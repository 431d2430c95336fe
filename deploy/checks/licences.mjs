// Holds the licences of all that the services ship against a list: each jar of target/quarkus-app, by the POM that Maven took it
// with, or the nearest of its parents that names any. One allowed licence of several suffices.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [list, repository, ...services] = process.argv.slice(2);
const allowed = new Set(
  readFileSync(list, "utf8").split("\n").filter((line) => line && !line.startsWith("#")).flatMap((line) => line.split(" | ")),
);

const all = (text, tag) => [...text.matchAll(new RegExp(`<${tag}>\\s*([^]*?)\\s*</${tag}>`, "g"))].map((found) => found[1]);
const first = (text, tag) => all(text, tag)[0];

function licences([group, artifact, version]) {
  const file = join(repository, ...group.split("."), artifact, version, `${artifact}-${version}.pom`);
  if (!existsSync(file)) return [`no POM at ${file}`];
  const pom = readFileSync(file, "utf8").replace(/<!--[^]*?-->/g, "");
  const own = first(pom, "licenses");
  if (own) return all(own, "name");
  const parent = first(pom, "parent");
  return parent ? licences(["groupId", "artifactId", "version"].map((tag) => first(parent, tag))) : [];
}

let wrong = 0;
let checked = 0;
const complain = (words) => {
  console.error(words);
  wrong++;
};
for (const service of services) {
  const app = join(service, "target/quarkus-app");
  const shipped = new Set(["boot", "main"].flatMap((folder) => readdirSync(join(app, "lib", folder))));
  for (const line of readFileSync(join(app, "quarkus-app-dependencies.txt"), "utf8").split("\n").filter(Boolean)) {
    const [group, artifact, classifier, type, version] = line.split(":");
    shipped.delete(`${group}.${artifact}-${version}${classifier && "-" + classifier}.${type}`);
    if (group === "io.sealpost") continue;
    checked++;
    const names = licences([group, artifact, version]);
    if (!names.some((name) => allowed.has(name))) complain(`${service} ships ${line}: ${names.join(", ") || "no licence"}`);
  }
  shipped.forEach((jar) => complain(`${service} ships ${jar}, and nobody knows whence`));
}
console.log(`${checked} components, ${wrong} without an allowed licence`);
process.exit(wrong || !checked ? 1 : 0);
