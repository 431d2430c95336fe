// Holds what the tests of deploy/kubernetes make of an overlay against what kubectl makes of it.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const [tools, ...pairs] = process.argv.slice(2);
const { default: yaml } = await import(resolve(tools, "yaml/dist/index.js"));

// kubectl ends names of generated ConfigMaps with a hash of their content.
const withoutHashes = (text) => {
  const names = [...text.matchAll(/name: ([a-z-]+-[bcdfghkmt2-9]{10})$/gm)].map((found) => found[1]);
  return names.reduce((left, name) => left.replaceAll(name, name.slice(0, -11)), text);
};
// The order of fields, and of elements of a list, is the writer's choice.
const plain = (node) => {
  if (Array.isArray(node)) return node.map(plain).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (node === null || typeof node !== "object") return node;
  return Object.fromEntries(Object.keys(node).sort().map((key) => [key, plain(node[key])]));
};
const manifests = (file) =>
  new Map(
    yaml
      .parseAllDocuments(withoutHashes(readFileSync(file, "utf8")))
      .map((document) => document.toJS())
      .map((manifest) => [`${manifest.kind} ${manifest.metadata.name}`, JSON.stringify(plain(manifest), null, 1)]),
  );

let wrong = 0;
for (let i = 0; i < pairs.length; i += 2) {
  const [ours, theirs] = [manifests(pairs[i]), manifests(pairs[i + 1])];
  for (const name of new Set([...ours.keys(), ...theirs.keys()])) {
    if (ours.get(name) === theirs.get(name)) continue;
    wrong++;
    console.error(`${pairs[i]}: ${name} is not as kubectl makes it:\n${ours.get(name)}\n${theirs.get(name)}`);
  }
  console.log(`${ours.size} manifests of ${pairs[i]}, ${wrong} not as kubectl makes them`);
}
process.exit(wrong ? 1 : 0);
