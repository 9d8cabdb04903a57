// What a user would otherwise count tone with: the same texts through npm's sentiment and vader-sentiment.
// usage: node peers.mjs FOLDER-WITH-node_modules CORPUS ARTICLES   prints one line a peer: name TAB seconds TAB bytes
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpuUsage } from "node:process";

const [folder, corpus, articles] = process.argv.slice(2);
const load = createRequire(folder + "/");
const texts = readFileSync(corpus, "utf8").split("\n").filter(Boolean).slice(0, Number(articles))
	.map((line) => JSON.parse(line).text);
const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);

const Sentiment = load("sentiment");
const { SentimentIntensityAnalyzer } = load("vader-sentiment");
const sentiment = new Sentiment();
const peers = {
	"sentiment": { run: (text) => sentiment.analyze(text).score, share: 1 },
	// A hundredth of the text is enough for something so slow.
	"vader-sentiment": { run: (text) => SentimentIntensityAnalyzer.polarity_scores(text).compound, share: 0.05 },
};
for (const [name, { run, share }] of Object.entries(peers)) {
	const part = texts.slice(0, Math.ceil(texts.length * share));
	const size = share === 1 ? bytes : part.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
	part.slice(0, 200).forEach(run); // the compiler's warm-up is not counted against it
	const before = cpuUsage();
	let sum = 0;
	for (const text of part)
		sum += run(text);
	const spent = cpuUsage(before);
	console.log(`${name}\t${(spent.user + spent.system) / 1e6}\t${size}\t${Number.isFinite(sum)}`);
}
