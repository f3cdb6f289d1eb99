import '../../docs/loadSources.mts';

import { performance } from 'node:perf_hooks';

import type { Case, Row } from '../report.mts';

const ROUNDS = 5;
const MB = 1_000_000;
/** Room of an app robot's message. */
const ROOM = 14_900;
/** Four times as much text takes four times as long, with garbage to collect; a quadratic search takes 16 times. */
const MAX_RATIO = 2;

async function loadMessages() {
	const { splitMarkdown, splitText } = await import('../../nodes/shared/messages/split/split.ts');
	const { jsonBytes } = await import('../../nodes/shared/messages/checks.ts');
	const { adaptMarkdown } = await import('../../nodes/shared/messages/markdown/adapt.ts');
	return { splitMarkdown, splitText, jsonBytes, adaptMarkdown };
}

const REPORT = `## Deployment 42

The version **1.4.2** is live since noon. See [the report](https://example.com/report?id=42) for
everything that changed, and \`npm run check\` for what was tested.

- orders are up by 12 percent
- 部署已完成，所有服务运行正常。
- [x] migrations <b>done</b>

| service | errors |
|---|---:|
| shop | 0 |

`;
const LINE = '部署已完成，所有服务运行正常。 The deployment is finished; all services are up. ';

/** Long texts: what making them ready for DingTalk takes, and that twice as long is no more than twice the time. */
export const split: Case = {
	name: 'split',
	async run(progress) {
		const { splitMarkdown, splitText, adaptMarkdown, jsonBytes } = await loadMessages();
		const cases: Array<[what: string, unit: string, work: (text: string) => { length: number }]> = [
			['markdown adapted', REPORT, (text) => adaptMarkdown(text)],
			['markdown split into messages', REPORT, (text) => splitMarkdown(text, ROOM, jsonBytes)],
			['one line of text split into messages', LINE, (text) => splitText(text, ROOM, jsonBytes)],
		];
		const rows: Row[] = [];
		for (const [what, unit, work] of cases) {
			progress(`${what}, 1 MB and 4 MB in turn, ${ROUNDS} times`);
			rows.push(rowOf(what, unit, work));
		}
		return rows;
	},
};

function rowOf(what: string, unit: string, work: (text: string) => { length: number }): Row {
	const [small, large] = [1, 4].map((size) => textOf(unit, size * MB));
	const timeOf = (text: string) => {
		const startedAt = performance.now();
		const { length } = work(text);
		return { ms: performance.now() - startedAt, length };
	};
	timeOf(small);
	const times = { small: Number.POSITIVE_INFINITY, large: Number.POSITIVE_INFINITY };
	let parts = 0;
	// In turn, the quickest of each: whatever else the machine does hits both.
	for (let round = 0; round < ROUNDS; round++) {
		times.small = Math.min(times.small, timeOf(small).ms);
		const { ms, length } = timeOf(large);
		times.large = Math.min(times.large, ms);
		parts = length;
	}
	const ratio = times.large / 4 / times.small;
	const each = `1 MB: ${times.small.toFixed(0)} ms, 4 MB: ${times.large.toFixed(0)} ms`;
	return {
		what: `${what}: time per MB of 4 MB, against 1 MB`,
		measured: `${ratio.toFixed(2)} ×`,
		target: `< ${MAX_RATIO} ×`,
		isMet: ratio < MAX_RATIO,
		beside: what.includes('split') ? `${each}, ${parts} parts` : each,
	};
}

/** UTF-8 bytes as wanted, at least. */
function textOf(unit: string, bytes: number): string {
	return unit.repeat(Math.ceil(bytes / Buffer.byteLength(unit)));
}
