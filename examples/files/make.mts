/**
 * Makes the files the examples share – four PDFs, two PNGs and a CSV, all our own – and refreshes their
 * base64 copies inside the example workflows. Run it after a change here: `node examples/files/make.mts`.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { drawChart, drawReceipt } from './png.mts';
import { writePdf } from './pdf.mts';

const FILES_DIR = import.meta.dirname;
const EXAMPLES_DIR = join(FILES_DIR, '..');

const CHECKLIST = [
	['step', '步骤', 'owner', 'due', 'status'],
	['Freeze the branch', '冻结分支', 'Alice Chen', '2026-03-02 18:00', 'done'],
	['Run the migration rehearsal', '演练数据迁移', '李娜', '2026-03-03 12:00', 'done'],
	['Check the rollback plan', '检查回滚方案', '李娜', '2026-03-03 21:00', 'open'],
	['Switch 10 % of the traffic 🚦', '切换 10% 流量', '赵强', '2026-03-03 22:00', 'open'],
	['Tell customers, "all done"', '通知客户“全部完成”', 'Bob Smith', '2026-03-04 09:00', 'open'],
];

const MINUTES = [
	{ text: 'Release 2.4 - minutes of the go/no-go meeting', size: 18 },
	{ text: '2.4 版本发布会议纪要', size: 16 },
	{ text: 'Decision: go. The window is 22:00-23:30 on 3 March.', size: 11 },
	{ text: '结论：同意发布，窗口为 3 月 3 日 22:00 至 23:30。', size: 11 },
	{ text: '1. Lina checks the rollback plan before 21:00.', size: 11 },
	{ text: '   李娜在 21:00 前检查回滚方案。', size: 11 },
	{ text: '2. Zhao Qiang is on call and moves 10 % of the traffic first.', size: 11 },
	{ text: '   赵强值班，先切换 10% 的流量。', size: 11 },
	{ text: '3. Bob tells customers the next morning.', size: 11 },
	{ text: '   次日早晨由 Bob 通知客户。', size: 11 },
];

const RUNBOOK = [
	{ text: 'Checkout - what to do when orders fail', size: 18 },
	{ text: '下单失败处理手册', size: 16 },
	{ text: '1. Open the dashboard. Is it one instance, or all of them?', size: 11 },
	{ text: '   打开监控面板：是单台实例，还是全部？', size: 11 },
	{ text: '2. One instance: take it out of the load balancer.', size: 11 },
	{ text: '   单台：从负载均衡中摘除。', size: 11 },
	{ text: '3. All of them: roll back to the release before. It takes 4 minutes.', size: 11 },
	{ text: '   全部：回滚到上一个版本，约需 4 分钟。', size: 11 },
	{ text: '4. Say in the group what you see and what you do. Nobody else will.', size: 11 },
	{ text: '   在群里说明现象和操作，其他人不会替你说。', size: 11 },
	{ text: '5. Not better after 15 minutes: call the head of operations.', size: 11 },
	{ text: '   15 分钟仍未恢复：电话联系运维负责人。', size: 11 },
];

const QUOTE = [
	{ text: 'Quotation Q-2026-118', size: 18 },
	{ text: '报价单：27 寸显示器', size: 16 },
	{ text: 'Monitor 27", 2 pieces at CNY 1,680.00', size: 11 },
	{ text: '显示器 27 寸，2 台，每台 1,680.00 元', size: 11 },
	{ text: 'Total: CNY 3,360.00, valid for 30 days.', size: 11 },
	{ text: '合计 3,360.00 元，30 天内有效。', size: 11 },
];

const INVOICE = [
	{ text: 'Invoice 24417000000012345678', size: 18 },
	{ text: '电子发票（普通发票）', size: 16 },
	{ text: 'Date: 2025-11-20', size: 11 },
	{ text: 'Seller: Harbour Hotel 海港酒店', size: 11 },
	{ text: 'One night, breakfast included 住宿一晚，含早餐', size: 11 },
	{ text: 'Total: CNY 412.00', size: 11 },
];

const OPEN_BUGS_PER_DAY = [34, 31, 29, 22, 18, 12, 7, 3];

/** How long the words and prices of a receipt are, in pixels. */
const RECEIPT = [
	[64, 26],
	[82, 20],
	[46, 26],
	[70, 32],
] as const;

/** One line of a CSV file; a field is quoted only when it has to be. */
function toCsvLine(fields: string[]): string {
	const quote = (field: string) =>
		/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
	return fields.map(quote).join(',');
}

/** Every file, by name. The CSV starts with a byte order mark, so that Excel reads its Chinese. */
function makeFiles(): Map<string, Buffer> {
	const csv = `\uFEFF${CHECKLIST.map(toCsvLine).join('\r\n')}\r\n`;
	return new Map([
		['release-minutes.pdf', writePdf(MINUTES)],
		['checkout-runbook.pdf', writePdf(RUNBOOK)],
		['monitor-quote.pdf', writePdf(QUOTE)],
		['hotel-invoice.pdf', writePdf(INVOICE)],
		['open-bugs.png', drawChart(OPEN_BUGS_PER_DAY)],
		['receipt.png', drawReceipt(RECEIPT)],
		['release-checklist.csv', Buffer.from(csv, 'utf8')],
	]);
}

/** Puts the bytes of a file into every `"fileName": …, "base64": …` pair of a workflow. */
function refreshCopies(workflow: string, files: Map<string, Buffer>): string {
	let text = workflow;
	for (const [name, bytes] of files) {
		const pair = new RegExp(
			`(${name.replace('.', '\\.')}\\\\?",\\s*\\\\?"base64\\\\?":\\s*\\\\?")[^"\\\\]*`,
			'g',
		);
		text = text.replace(pair, (_, head: string) => head + bytes.toString('base64'));
	}
	return text;
}

const files = makeFiles();
for (const [name, bytes] of files) {
	await writeFile(join(FILES_DIR, name), bytes);
	console.log(`${name}: ${bytes.length} bytes`);
}
for (const name of (await readdir(EXAMPLES_DIR)).filter((entry) => entry.endsWith('.json'))) {
	const path = join(EXAMPLES_DIR, name);
	const before = await readFile(path, 'utf8');
	const after = refreshCopies(before, files);
	if (after !== before) await writeFile(path, after);
}
