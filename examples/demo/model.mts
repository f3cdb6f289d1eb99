import { callTool, toolOutputs, type ChatTurn } from '../../harness/n8n/chatModel.mts';
import type { CredentialSeed } from '../../harness/n8n/instance.mts';

/** What colleagues read of leave. */
const LEAVE = `**Leave** is asked for in three steps:

1. Open *OA Approval → Leave* in DingTalk. Choose the kind of leave and the days.
2. Your manager is told at once, and decides within a day.
3. The days are in the team's calendar as soon as it is approved.

You have 12 days left this year. Sick leave of up to two days needs no approval, but please tell your team. 病假两天以内无需审批，请告知团队。`;

const MINUTES = `# 发布评审 Release review

## Decided 结论

- 2.4 goes out on **Tuesday 22:00**, 10 % of the traffic first.

## To do 待办

| 事项 What | 负责 Who | 截止 Until |
| --- | --- | --- |
| Try the rollback plan 演练回滚方案 | 李娜 Li Na | Tuesday noon |

> Next: Thursday, same time 下次：周四同一时间`;

/** What is drawn on the picture of the receipt, which a script cannot read. */
const RECEIPT = { number: '0417', date: '2025-11-21', seller: 'Taxi 出租车', total: 86.4 };

/** Reads the invoice that came as a file: a PDF by its own words, of the picture what is known of it. */
const readInvoice: ChatTurn = ({ messages }) => {
	const asked = JSON.stringify(messages);
	if (asked.includes('data:image/png;base64,')) return { text: JSON.stringify(RECEIPT) };
	const [, base64 = ''] = /data:application\/pdf;base64,([\w+/=]+)/.exec(asked) ?? [];
	const words = Buffer.from(base64, 'base64').toString('latin1');
	const found = (pattern: RegExp) => pattern.exec(words)?.[1] ?? null;
	const total = found(/\(Total: CNY ([\d.]+)\)/);
	const invoice = {
		number: found(/\(Invoice (\d+)\)/),
		date: found(/\(Date: ([\d-]+)\)/),
		seller: found(/\(Seller: ([\w ]*\w)/),
		total: total === null ? null : Number(total),
	};
	return { text: JSON.stringify(invoice) };
};

/** The first entry of what a tool gave back, as n8n hands it to the model. */
const firstOf = (toolOutput: string): Record<string, unknown> => JSON.parse(toolOutput)[0];

/** What the scripted model of the demo says in an example, turn by turn; after that it answers nothing. */
export const SCRIPTS: Record<string, ChatTurn[]> = {
	'ai-card': [() => ({ text: LEAVE })],
	'invoice-check': [readInvoice, readInvoice, readInvoice],
	'meeting-notes': [
		callTool({ title: '发布评审 Release review', markdown: MINUTES }, 'Write_the_document'),
		callTool({ name: '李娜' }, 'Find_a_person'),
		({ messages }) => {
			const [document, person] = toolOutputs(messages).map(firstOf);
			const subject = 'Try the rollback plan before Tuesday noon 周二中午前演练回滚方案';
			return {
				tool: 'Add_a_todo',
				toolArguments: { subject, document: document.url, userId: person.userId },
			};
		},
		({ messages }) => {
			const { url } = firstOf(toolOutputs(messages)[0]);
			return { text: `2.4 goes out on Tuesday 22:00; 李娜 tries the rollback plan.\n\n${url}` };
		},
	],
};

/** The credential by which the examples name their chat model. */
export const EXAMPLE_MODEL = (url: string): CredentialSeed => ({
	id: 'openAiExample',
	name: 'OpenAI account',
	type: 'openAiApi',
	data: { apiKey: 'sk-scripted', url, header: false },
});
