// Validates rendered manifests against the schemas of their kinds: Kubernetes', cert-manager's, the Prometheus operator's.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const [tools, ...files] = process.argv.slice(2);
const packages = {
  "cert-manager.io": "@kubernetes-models/cert-manager",
  "monitoring.coreos.com": "@kubernetes-models/prometheus-operator",
};
// Whose schemas npm has not: these kinds are read strictly in mvn verify (deploy/kubernetes).
const elsewhere = ["kafka.strimzi.io", "postgresql.cnpg.io", "barmancloud.cnpg.io"];

const load = (path) => import(resolve(tools, path));
const group = ({ apiVersion }) => (apiVersion.includes("/") ? apiVersion.split("/")[0] : "");

async function validate(manifest) {
  const from = packages[group(manifest)] ?? "kubernetes-models";
  const kinds = await load(`${from}/${manifest.apiVersion}/${manifest.kind}.js`);
  new kinds[manifest.kind](manifest).validate();
}

const { default: yaml } = await load("yaml/dist/index.js");
let checked = 0;
let wrong = 0;
for (const file of files) {
  for (const document of yaml.parseAllDocuments(readFileSync(file, "utf8"))) {
    const manifest = document.toJS();
    if (elsewhere.includes(group(manifest))) continue;
    try {
      await validate(manifest);
      checked++;
    } catch (e) {
      console.error(`${file}: ${manifest.kind} ${manifest.metadata.name}: ${e.message}`);
      wrong++;
    }
  }
}
console.log(`${checked} manifests fit their schemas, ${wrong} do not`);
process.exit(wrong || !checked ? 1 : 0);
