// What a user would otherwise count tone with: the same texts through npm's sentiment or vader-sentiment.
// usage: node peers.mjs FOLDER-WITH-node_modules CORPUS PEER ARTICLES   prints seconds of processor
// time once warm, bytes in that time, and bytes in all, the warm-up's included
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpuUsage } from "node:process";

const WARM_UP = 200;
const [folder, corpus, peer, articles] = process.argv.slice(2);
const load = createRequire(folder + "/");
const peers = {
	"sentiment": () => {
		const sentiment = new (load("sentiment"))();
		return (text) => sentiment.analyze(text).score;
	},
	"vader-sentiment": () => {
		const { SentimentIntensityAnalyzer } = load("vader-sentiment");
		return (text) => SentimentIntensityAnalyzer.polarity_scores(text).compound;
	},
};
const texts = readFileSync(corpus, "utf8").split("\n", Number(articles)).filter(Boolean)
	.map((line) => JSON.parse(line).text);
const run = peers[peer]();

// What is compiled on the way is not counted against the peer: the whole process's time has it.
const size = (some) => some.reduce((total, text) => total + Buffer.byteLength(text), 0);
const first = texts.slice(0, WARM_UP);
first.forEach(run);
const before = cpuUsage();
let sum = 0;
for (const text of texts)
	sum += run(text);
const spent = cpuUsage(before);
if (!Number.isFinite(sum))
	throw new Error(`${peer} gave no number`);
console.log((spent.user + spent.system) / 1e6, size(texts), size(texts) + size(first));
